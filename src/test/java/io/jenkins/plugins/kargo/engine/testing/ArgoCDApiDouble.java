package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** The part of Argo CD's published API that concerns reading and syncing Applications, with its shapes of errors. */
final class ArgoCDApiDouble {
    static final String PREFIX = "/api/v1/applications";

    private final ArgoCDDouble argo;

    ArgoCDApiDouble(ArgoCDDouble argo) {
        this.argo = argo;
    }

    /** {@code /api/v1/applications[/<name>[/sync]]}. */
    void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        JsonNode body = ArgoCDDouble.JSON.readTree(exchange.getRequestBody().readAllBytes());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (exchange.getRequestMethod() + path.length) {
            case "GET4" -> list(exchange);
            case "GET5" -> get(exchange, path[4], query.contains("refresh=hard"));
            case "PATCH5" -> patch(exchange, path[4], body);
            case "POST6" -> sync(exchange, path[4], body);
            default -> error(exchange, 501, 12, "Method Not Allowed");
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        ObjectNode list = argo.list("argocd", LabelTerms.ofQuery(exchange.getRequestURI()));
        if (list.path("items").isEmpty()) {
            list.putNull("items");
        }
        ArgoCDDouble.answer(exchange, 200, list);
    }

    private void get(HttpExchange exchange, String name, boolean refresh) throws IOException {
        if (argo.get(name) == null) {
            error(exchange, 404, 5, "applications.argoproj.io \"" + name + "\" not found");
            return;
        }
        if (refresh) {
            argo.refreshed(name);
        }
        ArgoCDDouble.answer(exchange, 200, argo.get(name));
    }

    private void patch(HttpExchange exchange, String name, JsonNode body) throws IOException {
        argo.announceChange();
        if (!body.path("patchType").asText().equals("json")) {
            error(exchange, 400, 3, "Patch type \"" + body.path("patchType").asText() + "\" is not supported");
            return;
        }
        for (JsonNode change : ArgoCDDouble.JSON.readTree(body.path("patch").asText())) {
            String path = change.path("path").asText();
            if (change.path("op").asText().equals("test")
                    && !argo.get(name).at(path).equals(change.get("value"))) {
                error(exchange, 500, 2, "error applying patch: testing value " + path + " failed: test failed");
                return;
            }
            if (change.path("op").asText().equals("replace")) {
                int slash = path.lastIndexOf('/');
                argo.change(
                        name,
                        application -> ((ObjectNode) application.at(path.substring(0, slash)))
                                .set(path.substring(slash + 1), change.get("value")));
            }
        }
        ArgoCDDouble.answer(exchange, 200, argo.get(name));
    }

    private void sync(HttpExchange exchange, String name, JsonNode body) throws IOException {
        argo.announceChange();
        if (argo.get(name).has("operation")) {
            error(exchange, 400, 9, "another operation is already in progress");
            return;
        }
        argo.change(name, application -> {
            ObjectNode operation = application.putObject("operation");
            operation.putObject("initiatedBy").put("username", "kargo-bot");
            operation.set("info", body.path("infos"));
            operation
                    .putObject("sync")
                    .set("syncOptions", body.path("syncOptions").path("items"));
            operation.set("retry", body.path("retryStrategy"));
            application.withObject("status").remove("operationState");
        });
        argo.finishEagerly(name);
        ArgoCDDouble.answer(exchange, 200, argo.get(name));
    }

    static void error(HttpExchange exchange, int status, int code, String message) throws IOException {
        ObjectNode body = ArgoCDDouble.JSON
                .createObjectNode()
                .put("error", message)
                .put("code", code)
                .put("message", message);
        ArgoCDDouble.answer(exchange, status, body);
    }
}
