package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Application as Argo CD shows it at one moment. What we do not know of it stays in it. */
public final class Application {
    private final Tree resource;

    private Application(Tree resource) {
        this.resource = resource;
    }

    /** @param resource the JSON document, plain values */
    @NonNull
    public static Application of(@NonNull Map<String, Object> resource) {
        return new Application(Tree.of(resource));
    }

    /** A reason why Argo CD cannot say, or do, what it should. */
    public record Condition(@NonNull String type, @NonNull String message) {}

    @NonNull
    public String name() {
        return metadata().text("name");
    }

    @NonNull
    public String namespace() {
        return metadata().text("namespace");
    }

    /** {@code namespace/name}. */
    @NonNull
    public String key() {
        return namespace() + '/' + name();
    }

    @NonNull
    public Map<String, String> annotations() {
        return metadata().textMap("annotations");
    }

    /** Which version of the resource this is; a change can be made to depend on it. */
    @NonNull
    String resourceVersion() {
        return metadata().text("resourceVersion");
    }

    @NonNull
    String uid() {
        return metadata().text("uid");
    }

    /** The AppProject. */
    @NonNull
    String project() {
        return spec().text("project");
    }

    /** Its sources, also when there is only one; each as it is, to be changed in a copy. */
    @NonNull
    public List<Map<String, Object>> sources() {
        List<Tree> several = spec().list("sources");
        if (!several.isEmpty()) {
            return several.stream().map(Tree::members).toList();
        }
        return spec().has("source") ? List.of(spec().at("source").members()) : List.of();
    }

    /** Whether they stand in {@code spec.sources}. */
    boolean hasSeveralSources() {
        return !spec().list("sources").isEmpty();
    }

    /** Options of its own for every sync. */
    @NonNull
    List<String> syncOptions() {
        return spec().at("syncPolicy").texts("syncOptions");
    }

    /** Its own policy for syncs that fail, empty when it has none. */
    @NonNull
    Map<String, Object> retryPolicy() {
        return spec().at("syncPolicy").at("retry").members();
    }

    /** What Argo CD is asked to do and has not finished. */
    @NonNull
    public Optional<Operation> requested() {
        return resource.has("operation") ? Optional.of(Operation.of(resource.at("operation"))) : Optional.empty();
    }

    @NonNull
    public Optional<OperationState> operationState() {
        return status().has("operationState")
                ? Optional.of(OperationState.of(status().at("operationState")))
                : Optional.empty();
    }

    boolean hasStatus() {
        return resource.has("status");
    }

    /** Healthy, Progressing, Degraded, Suspended, Missing or Unknown; empty before Argo CD has looked. */
    @NonNull
    public String health() {
        return status().at("health").text("status");
    }

    /** Synced, OutOfSync or Unknown; empty before Argo CD has looked. */
    @NonNull
    public String sync() {
        return status().at("sync").text("status");
    }

    @NonNull
    public List<Condition> conditions() {
        return status().list("conditions").stream()
                .map(one -> new Condition(one.text("type"), one.text("message")))
                .toList();
    }

    /** When Argo CD last looked, null when it has not. */
    @CheckForNull
    public Instant reconciledAt() {
        return status().time("reconciledAt").orElse(null);
    }

    private Tree metadata() {
        return resource.at("metadata");
    }

    private Tree spec() {
        return resource.at("spec");
    }

    private Tree status() {
        return resource.at("status");
    }

    @Override
    public String toString() {
        return key();
    }
}
