package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.RootAction;
import hudson.model.User;
import jakarta.servlet.ServletException;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * {@code /kargo/}: the list of projects, the page of each project and the JSON API. Whoever may read Jenkins may open it
 * and sees what the items grant.
 */
@Extension
@Restricted(NoExternalUse.class)
public class KargoRootAction implements RootAction {
    private static final String API_VERSION = "/v1";

    @Override
    public String getIconFileName() {
        return Jenkins.get().hasPermission(Jenkins.READ) ? "symbol-git-network-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.KargoRootAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "kargo";
    }

    /** For Jelly: who looks, so that the page can say so. */
    @NonNull
    public String getUserId() {
        User user = User.current();
        return user == null ? "anonymous" : user.getId();
    }

    /** For Jelly: the part of the address below {@code /kargo/}, which the page's script routes. */
    @NonNull
    public String getPath(@NonNull StaplerRequest2 request) {
        String uri = request.getPathInfo() == null ? "" : request.getPathInfo();
        int start = uri.indexOf("/kargo/");
        return start < 0 ? "" : uri.substring(start + "/kargo/".length());
    }

    /** {@code /kargo/project/<folder>/<name>/}: the same page; its script reads the address. */
    public void doProject(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        Jenkins.get().checkPermission(Jenkins.READ);
        request.getView(this, "index.jelly").forward(request, response);
    }

    /** {@code /kargo/webhooks/<folder>/<name>}: the receivers of a project, for those who administer it. */
    public void doWebhooks(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.READ);
        KargoWeb.webhooks(request.getRestOfPath().replaceAll("^/|/$", ""), response);
    }

    /**
     * {@code /kargo/api/v1/…}. The API itself tells reading from writing and checks what the item grants; Stapler's crumb
     * filter has seen every POST.
     */
    @SuppressWarnings("lgtm[jenkins/csrf]")
    public void doApi(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.READ);
        String rest = request.getRestOfPath();
        if (!rest.startsWith(API_VERSION + '/')) {
            response.sendError(StaplerResponse2.SC_NOT_FOUND);
            return;
        }
        KargoWeb.serve(rest.substring(API_VERSION.length()), request, response);
    }
}
