package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Kubernetes API server with the resource definition of Argo CD, which has no subresource for the status. The test plays
 * Argo CD's controller and other people; all that happens in the namespace {@code argocd}.
 */
interface Cluster extends AutoCloseable {
    /** Of the user {@code kargo}. */
    String TOKEN = "cluster-t0ken-of-the-tests";

    /** Of a user who may look and nothing else. */
    String READER = "readers-t0ken-of-the-tests";

    String APPLICATIONS = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";

    /** Of the user {@code kargo}, who may do what {@code docs/argocd.md} says. */
    String kubeconfig();

    /** @param json without what every Application has */
    void create(String json);

    JsonNode get(String name);

    /** Somebody else changes it; the server gives it a new version. */
    void change(String name, Consumer<ObjectNode> change);

    /** Argo CD's controller patches it: a merge, whatever the version is. */
    void patch(String name, String patch);

    /** Somebody deletes it. */
    void delete(String name);

    /** Happens after the next patch was asked for, and before it is made. */
    void beforeNextPatch(Runnable other);

    /** The next patch is made, but who asked for it hears nothing of it. */
    void loseAnswerOfNextPatch();

    /** Every connection breaks, and there is no new one. */
    void cut();

    /** It is there again, with what it had. */
    void heal();

    /** What clients asked for, in order: method, space, path with query. */
    List<String> requests();

    @Override
    void close();

    default long patches() {
        return requests().stream().filter(line -> line.startsWith("PATCH")).count();
    }

    default String readersKubeconfig() {
        return kubeconfig().replace(TOKEN, READER);
    }

    /** Synced, healthy, of one source, and permitting the stage test of the project guestbook. */
    default void application(String name, String team, String repoUrl) {
        create("""
                {"metadata": {"name": "%s", "namespace": "argocd", "labels": {"team": "%s"},
                  "annotations": {"kargo.akuity.io/authorized-stage": "guestbook:test"}},
                 "spec": {"project": "default",
                  "destination": {"server": "https://kubernetes.default.svc", "namespace": "shop"},
                  "source": {"repoURL": "%s", "path": "env/test", "targetRevision": "stage/test"}},
                 "status": {"health": {"status": "Healthy"}, "sync": {"status": "Synced"},
                  "reconciledAt": "2026-01-02T03:04:06Z",
                  "operationState": {"operation": {"sync": {"revision": "before"}}, "phase": "Succeeded",
                   "startedAt": "2026-01-02T03:04:00Z", "finishedAt": "2026-01-02T03:04:05Z",
                   "syncResult": {"revision": "before"}}}}
                """.formatted(name, team, repoUrl));
    }

    default void health(String name, String health) {
        patch(name, "{\"status\": {\"health\": {\"status\": \"" + health + "\"}}}");
    }

    /** Argo CD has begun what was asked for. */
    default void begin(String name) {
        patch(name, """
                {"status": {"operationState": {"operation": %s, "phase": "Running", "finishedAt": null,
                  "startedAt": "2026-01-03T03:04:00Z"}, "health": {"status": "Progressing"}}}
                """.formatted(operation(name)));
    }

    /** Argo CD has carried out what was asked for. @param revisions one for each source */
    default void finish(String name, String... revisions) {
        String reached = revisions.length == 1
                ? "{\"revision\": \"" + revisions[0] + "\"}"
                : "{\"revision\": \"\", \"revisions\": [\"" + String.join("\", \"", revisions) + "\"]}";
        finish(name, "Succeeded", "successfully synced (all tasks run)", reached);
        patch(name, """
                {"metadata": {"annotations": {"argocd.argoproj.io/refresh": null}},
                 "status": {"sync": {"status": "Synced"}, "health": {"status": "Healthy"},
                  "reconciledAt": "2026-01-03T03:04:06Z"}}
                """);
    }

    /** Argo CD could not carry out what was asked for. */
    default void fail(String name, String message) {
        finish(name, "Failed", message, "{\"revision\": \"abc\"}");
    }

    private void finish(String name, String phase, String message, String result) {
        patch(name, """
                {"operation": null, "status": {"operationState": {"operation": %s, "phase": "%s", "message": "%s",
                  "startedAt": "2026-01-03T03:04:00Z", "finishedAt": "2026-01-03T03:04:05Z", "syncResult": %s}}}
                """.formatted(operation(name), phase, message, result));
    }

    private String operation(String name) {
        JsonNode application = get(name);
        return (application.has("operation")
                        ? application.get("operation")
                        : application.at("/status/operationState/operation"))
                .toString();
    }

    default List<String> annotations(String name) {
        List<String> names = new ArrayList<>();
        get(name).at("/metadata/annotations").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
