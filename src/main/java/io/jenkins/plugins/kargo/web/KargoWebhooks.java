package io.jenkins.plugins.kargo.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.engine.webhook.WebhookRefused;
import io.jenkins.plugins.kargo.engine.webhook.WebhookRequest;
import io.jenkins.plugins.kargo.engine.webhook.Webhooks;
import io.jenkins.plugins.kargo.trigger.ChangeEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Takes the requests of git hosts and registries, who have no account here: the receiver's secret says who they are. */
public final class KargoWebhooks {
    /** The name of the action below the root of Jenkins. */
    public static final String URL_NAME = "kargo-webhook";

    private static final Logger LOGGER = Logger.getLogger(KargoWebhooks.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private KargoWebhooks() {}

    /** @param path below {@code /kargo-webhook/}: type and id */
    public static void serve(
            @NonNull String path, @NonNull HttpServletRequest request, @NonNull HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            error(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "send a POST");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(WebhookRequest.MAX_BODY + 1);
        if (body.length > WebhookRequest.MAX_BODY) {
            error(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "content exceeds limit of " + WebhookRequest.MAX_BODY + " bytes");
            return;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            receive(path, read(request, body), response);
        } catch (StoreException e) {
            LOGGER.log(Level.WARNING, "A webhook could not be served", e);
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try again later");
        }
    }

    private static void receive(String path, WebhookRequest request, HttpServletResponse response) throws IOException {
        KargoRuntime runtime = KargoRuntime.get();
        ReceiverIndex.Entry entry = ReceiverIndex.get().find(runtime, path).orElse(null);
        if (entry == null) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "there is no such receiver");
            return;
        }
        ChangeEvents events = new ChangeEvents(runtime);
        Optional<Configuration> configuration = events.configuration(entry.project());
        try {
            Webhooks.Outcome outcome = Webhooks.receive(
                    entry.receiver(), entry.secret(), request, configuration.orElse(Configuration.EMPTY));
            events.refresh(
                    entry.project(),
                    outcome.warehouses(),
                    "the webhook receiver " + entry.receiver().name() + " was told of a change");
            outcome.pullRequests().forEach(closed -> events.closed(closed, entry.project()));
            answer(response, outcome.status(), outcome.answer());
        } catch (WebhookRefused e) {
            LOGGER.log(
                    Level.FINE,
                    e,
                    () -> "Receiver " + entry.receiver().name() + " of " + entry.project() + " took a request not");
            error(response, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private static WebhookRequest read(HttpServletRequest request, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decoded(name), any -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return new WebhookRequest(headers, parameters, body);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /**
     * The receivers of a project and their addresses, which for some kinds are all that a sender needs: for those who
     * administer the project.
     *
     * @return false when the caller may not see them, or there is no such project
     */
    static boolean list(@NonNull ProjectKey project, @NonNull Caller caller, @NonNull HttpServletResponse response)
            throws IOException {
        if (!caller.may(Caller.Right.ADMINISTER, project)) {
            return false;
        }
        String root = Jenkins.get().getRootUrl();
        List<Map<String, String>> receivers = new ArrayList<>();
        for (ReceiverIndex.Entry entry : ReceiverIndex.of(KargoRuntime.get(), project)) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("name", entry.receiver().name());
            one.put("type", entry.receiver().type());
            if (entry.problem().isEmpty()) {
                one.put("url", (root == null ? "/" : root) + URL_NAME + '/' + entry.path());
            } else {
                one.put("problem", entry.problem());
            }
            receivers.add(one);
        }
        answer(response, HttpServletResponse.SC_OK, Map.of("receivers", receivers));
        return true;
    }

    private static void error(HttpServletResponse response, int status, String message) throws IOException {
        answer(response, status, Map.of("error", message));
    }

    private static void answer(HttpServletResponse response, int status, Map<String, ?> content) throws IOException {
        response.setStatus(status);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(content));
    }
}
