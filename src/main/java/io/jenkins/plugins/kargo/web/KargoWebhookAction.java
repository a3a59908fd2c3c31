package io.jenkins.plugins.kargo.web;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** {@code /kargo-webhook/<type>/<id>}: see {@link KargoWebhooks}. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoWebhookAction implements UnprotectedRootAction {
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return KargoWebhooks.URL_NAME;
    }

    /** No permission is asked for and no crumb: only who knows the receiver's secret is listened to. */
    @SuppressWarnings({"lgtm[jenkins/csrf]", "lgtm[jenkins/no-permission-check]"})
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        KargoWebhooks.serve(request.getRestOfPath().replaceFirst("^/", ""), request, response);
    }
}
