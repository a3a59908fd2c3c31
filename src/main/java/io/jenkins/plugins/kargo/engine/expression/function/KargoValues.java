package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Method;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.StructType;
import io.jenkins.plugins.kargo.engine.expression.value.StructType.Field;
import io.jenkins.plugins.kargo.engine.expression.value.StructValue;
import io.jenkins.plugins.kargo.engine.expression.value.TextMap;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Kargo's objects as expressions see them: with the names of their Go fields, and those of their JSON fields. */
public final class KargoValues {
    static final StructType ORIGIN = new StructType(
            "v1alpha1.FreightOrigin",
            List.of(new Field("Kind", "kind", false, Type.TEXT), new Field("Name", "name", false, Type.TEXT)),
            Map.of(
                    "String",
                    new Method(
                            "String",
                            Signature.of(Type.TEXT),
                            (target, arguments) -> originOf(target).toString())));
    static final StructType COMMIT = struct(
            "v1alpha1.GitCommit",
            text("RepoURL", "repoURL"),
            text("ID", "id"),
            text("Branch", "branch"),
            text("Tag", "tag"),
            text("Message", "message"),
            text("Author", "author"),
            text("Committer", "committer"),
            text("SubscriptionName", "subscriptionName"));
    static final StructType IMAGE = struct(
            "v1alpha1.Image",
            text("RepoURL", "repoURL"),
            text("Tag", "tag"),
            text("Digest", "digest"),
            new Field("Annotations", "annotations", true, Type.TEXT_MAP),
            text("SubscriptionName", "subscriptionName"));
    static final StructType CHART = struct(
            "v1alpha1.Chart",
            text("RepoURL", "repoURL"),
            text("Name", "name"),
            text("Version", "version"),
            text("SubscriptionName", "subscriptionName"));
    static final StructType ARTIFACT = struct(
            "function.ArtifactReference",
            new Field("ArtifactType", "ArtifactType", false, Type.TEXT),
            new Field("SubscriptionName", "SubscriptionName", false, Type.TEXT),
            new Field("Version", "Version", false, Type.TEXT),
            new Field("Metadata", "Metadata", false, Type.MAP));
    static final StructType DISCOVERED_COMMIT = struct(
            "v1alpha1.DiscoveredCommit",
            text("ID", "id"),
            text("Branch", "branch"),
            text("Tag", "tag"),
            text("Subject", "subject"),
            text("Author", "author"),
            text("Committer", "committer"),
            new Field("CreatorDate", "creatorDate", true, Type.ANY));
    static final StructType DISCOVERED_IMAGE = struct(
            "v1alpha1.DiscoveredImageReference",
            new Field("Tag", "tag", false, Type.TEXT),
            new Field("Digest", "digest", false, Type.TEXT),
            new Field("Annotations", "annotations", true, Type.TEXT_MAP),
            new Field("CreatedAt", "createdAt", true, Type.ANY));
    private static final StructType STEP = struct(
            "v1alpha1.StepExecutionMetadata",
            text("Alias", "alias"),
            new Field("StartedAt", "startedAt", true, Type.ANY),
            new Field("FinishedAt", "finishedAt", true, Type.ANY),
            new Field("ErrorCount", "errorCount", true, Type.INT),
            text("Status", "status"),
            text("Message", "message"),
            new Field("ContinueOnError", "continueOnError", true, Type.BOOL));

    private KargoValues() {}

    private static StructType struct(String name, Field... fields) {
        return new StructType(name, List.of(fields));
    }

    private static Field text(String name, String json) {
        return new Field(name, json, true, Type.TEXT);
    }

    @NonNull
    public static StructValue of(@NonNull FreightOrigin origin) {
        return ORIGIN.with(origin.kind(), origin.name());
    }

    static FreightOrigin originOf(Object value) {
        StructValue origin = (StructValue) value;
        return new FreightOrigin((String) origin.get("Kind"), (String) origin.get("Name"));
    }

    @NonNull
    public static StructValue of(@NonNull GitCommit commit) {
        return COMMIT.with(
                commit.repoURL(),
                commit.id(),
                commit.branch(),
                commit.tag(),
                commit.message(),
                commit.author(),
                commit.committer(),
                commit.subscriptionName());
    }

    @NonNull
    public static StructValue of(@NonNull Image image) {
        return IMAGE.with(
                image.repoURL(),
                image.tag(),
                image.digest(),
                TextMap.of(image.annotations()),
                image.subscriptionName());
    }

    @NonNull
    public static StructValue of(@NonNull Chart chart) {
        return CHART.with(chart.repoURL(), chart.name(), chart.version(), chart.subscriptionName());
    }

    @NonNull
    public static StructValue of(@NonNull ArtifactReference artifact) {
        return ARTIFACT.with(
                artifact.artifactType(),
                artifact.subscriptionName(),
                artifact.version(),
                JsonValues.of(artifact.metadata()));
    }

    /** A step's record as the undocumented variable {@code stepMetas} has it. */
    @NonNull
    public static StructValue of(@NonNull StepRecord step) {
        return STEP.with(
                step.alias(),
                time(step.startedAt()),
                time(step.finishedAt()),
                (long) step.errorCount(),
                step.status().name(),
                step.message(),
                step.continueOnError());
    }

    static Object time(Instant time) {
        return time == null ? null : time.atZone(ZoneOffset.UTC);
    }
}
