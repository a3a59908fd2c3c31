package io.jenkins.plugins.kargo.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AdministrativeMonitor;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.web.KargoWeb;
import io.jenkins.plugins.kargo.web.KargoWebhooks;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/**
 * The paths of a controller that clients use: jobs, builds, logs, crumbs, executors; everything below {@code /kargo/} goes
 * to the plugin. Basic authentication; a POST needs the crumb, as with a browser's session on a real controller.
 */
final class StandInServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient StandInJenkins jenkins;
    private final transient WebServer.Reload reload;
    private final transient KargoPages kargo = new KargoPages(KargoWeb::serve);
    private final String crumb = UUID.randomUUID().toString();

    StandInServlet(StandInJenkins jenkins, WebServer.Reload reload) {
        this.jenkins = jenkins;
        this.reload = reload;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String unprotected = '/' + KargoWebhooks.URL_NAME + '/';
        if (request.getPathInfo() != null && request.getPathInfo().startsWith(unprotected)) {
            KargoWebhooks.serve(request.getPathInfo().substring(unprotected.length()), request, response);
            return;
        }
        Authentication user = authenticate(request);
        if (user == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Jenkins\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Wrong user or password");
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", KargoPages.CONTENT_SECURITY_POLICY);
        try (ACLContext ignored = ACL.as2(user)) {
            if (!request.getMethod().equals("GET") && !hasCrumb(request)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN, "No valid crumb was included in the request");
            } else {
                dispatch(request, response);
            }
        } catch (AccessDeniedException e) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, e.getMessage());
        }
    }

    @CheckForNull
    private Authentication authenticate(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return Jenkins.ANONYMOUS2;
        }
        String[] pair =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return pair.length == 2 ? jenkins.realm().authenticate(pair[0], pair[1]) : null;
    }

    private boolean hasCrumb(HttpServletRequest request) {
        String given = request.getHeader("Jenkins-Crumb");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), crumb.getBytes(StandardCharsets.UTF_8));
    }

    private void dispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        if (path.equals("/")) {
            response.sendRedirect("/kargo/");
        } else if (path.startsWith("/kargo/") || path.equals("/kargo") || path.startsWith("/plugin/kargo/")) {
            User user = User.current();
            kargo.serve(path, user == null ? "anonymous" : user.getId(), crumb, request, response);
        } else if (path.equals("/crumbIssuer/api/json")) {
            json(response, Map.of("crumbRequestField", "Jenkins-Crumb", "crumb", crumb));
        } else if (path.equals("/computer/api/json")) {
            json(response, Map.of("busyExecutors", jenkins.computer().busyExecutors()));
        } else if (path.equals("/manage/")) {
            jenkins.checkPermission(Jenkins.ADMINISTER);
            text(response, monitors());
        } else if (path.equals("/standin/reload") && request.getMethod().equals("POST")) {
            jenkins.checkPermission(Jenkins.ADMINISTER);
            reload.run();
        } else if (path.startsWith("/job/")) {
            job(path, request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** The names of those that have something to say: a real controller renders their views. */
    private static String monitors() {
        return AdministrativeMonitor.all().stream()
                .filter(monitor -> monitor.hasRequiredPermission() && monitor.isActivated())
                .map(AdministrativeMonitor::getDisplayName)
                .collect(Collectors.joining("\n"));
    }

    private void job(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder fullName = new StringBuilder();
        String rest = path;
        while (rest.startsWith("/job/")) {
            int end = rest.indexOf('/', 5);
            String name = end < 0 ? rest.substring(5) : rest.substring(5, end);
            fullName.append(fullName.isEmpty() ? "" : "/").append(name);
            rest = end < 0 ? "" : rest.substring(end);
        }
        Job<?, ?> found = jenkins.getItemByFullName(fullName.toString(), Job.class);
        if (!(found instanceof StandInJob job)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (rest.equals("/build") && request.getMethod().equals("POST")) {
            schedule(job, response);
        } else if (rest.isEmpty() || rest.equals("/")) {
            text(response, job.getFullName() + "\nlast build: " + job.getLastBuild() + '\n');
        } else if (rest.equals("/api/json")) {
            StandInRun last = job.getLastBuild();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("fullName", job.getFullName());
            values.put("nextBuildNumber", job.getNextBuildNumber());
            values.put("lastBuild", last == null ? null : Map.of("number", last.getNumber()));
            json(response, values);
        } else {
            build(job, rest.substring(1), request, response);
        }
    }

    private void schedule(StandInJob job, HttpServletResponse response) throws IOException {
        job.checkPermission(Item.BUILD);
        Queue.getInstance().schedule2(job, 0, List.of(new CauseAction(new Cause.UserIdCause())));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }

    private void build(StandInJob job, String rest, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int slash = rest.indexOf('/');
        String number = slash < 0 ? rest : rest.substring(0, slash);
        StandInRun run = number.matches("\\d{1,9}") ? job.getBuildByNumber(Integer.parseInt(number)) : null;
        String what = slash < 0 ? "" : rest.substring(slash + 1);
        if (run == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (what.equals("api/json")) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("number", run.getNumber());
            values.put("building", run.isBuilding());
            values.put(
                    "result",
                    run.isBuilding() || run.getResult() == null
                            ? null
                            : run.getResult().toString());
            json(response, values);
        } else if (what.equals("replay/run") && request.getMethod().equals("POST")) {
            job.checkPermission(Item.BUILD);
            job.start(
                    List.of(
                            new CauseAction(new Cause.UserIdCause(), new ReplayCause(run)),
                            new ReplayedScript(request.getParameter("mainScript"))),
                    0);
            response.setStatus(HttpServletResponse.SC_CREATED);
        } else if (what.equals("stop") && request.getMethod().equals("POST")) {
            job.checkPermission(Item.CANCEL);
            run.stop(new FlowInterruptedException(
                    Result.ABORTED, true, new CauseOfInterruption.UserInterruption(User.current())));
        } else {
            Path log = run.getLogFile().toPath();
            text(response, Files.exists(log) ? plainLog(Files.readString(log)) : "");
        }
    }

    /** The log without the encoded notes that a real console turns into links. */
    private static String plainLog(String log) {
        return log.replaceAll("\u001B\\[8mha:.*?\u001B\\[0m", "");
    }

    private static void json(HttpServletResponse response, Object value) throws IOException {
        response.setContentType("application/json;charset=utf-8");
        JSON.writeValue(response.getOutputStream(), value);
    }

    private static void text(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().write(text);
    }
}
