package io.jenkins.plugins.kargo.engine.expression.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.expression.ConformanceValues;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The objects of one conformance case as the lookups see them. */
final class ConformanceContext implements FreightLookup, MetadataLookup, DataLookup {
    private final JsonNode one;

    ConformanceContext(JsonNode one) {
        this.one = one;
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        array.forEach(element -> list.add(reader.apply(element)));
        return list;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private JsonNode object(String kind, String name) {
        for (JsonNode object : one.path("objects")) {
            if (text(object, "kind").equals(kind)
                    && text(object.get("metadata"), "name").equals(name)) {
                return object;
            }
        }
        return null;
    }

    private static FreightOrigin origin(JsonNode node) {
        return new FreightOrigin(text(node, "kind"), text(node, "name"));
    }

    @Override
    public List<FreightOrigin> requestedOrigins() {
        return all(one.path("freightReqs"), r -> origin(r.get("origin")));
    }

    @Override
    public Warehouse warehouse(String name) {
        JsonNode warehouse = object("Warehouse", name);
        return warehouse == null
                ? null
                : new Warehouse(
                        Metadata.named(name),
                        Warehouse.DEFAULT_INTERVAL,
                        Warehouse.FreightCreationPolicy.Automatic,
                        "",
                        all(warehouse.path("spec").path("subscriptions"), ConformanceContext::subscription));
    }

    private static Subscription subscription(JsonNode node) {
        if (node.has("git")) {
            return Subscriptions.git(text(node.get("git"), "repoURL"));
        } else if (node.has("image")) {
            return Subscriptions.image(text(node.get("image"), "repoURL"));
        } else if (node.has("chart")) {
            return Subscriptions.chart(text(node.get("chart"), "repoURL"), text(node.get("chart"), "name"));
        }
        return Subscriptions.generic(text(node, "name"));
    }

    @Override
    public Collection<Freight> freight() {
        return all(
                one.path("freightRefs"),
                f -> new Freight(
                        "f",
                        "alias",
                        origin(f.get("origin")),
                        all(
                                f.path("commits"),
                                c -> new GitCommit(text(c, "repoURL"), text(c, "id"), "", "", "", "", "", "")),
                        all(f.path("images"), i -> new Image(text(i, "repoURL"), "", "", Map.of(), "")),
                        all(f.path("charts"), c -> new Chart(text(c, "repoURL"), text(c, "name"), "", "")),
                        all(f.path("artifacts"), ConformanceContext::artifact),
                        Instant.EPOCH));
    }

    private static ArtifactReference artifact(JsonNode node) {
        return new ArtifactReference("", text(node, "subscriptionName"), text(node, "version"), Map.of());
    }

    DiscoveredArtifacts discovered() {
        JsonNode found = one.get("artifacts");
        if (found == null) {
            return null;
        }
        return new DiscoveredArtifacts(
                all(
                        found.path("git"),
                        g -> new DiscoveredArtifacts.Commits(
                                text(g, "repoURL"), all(g.get("commits"), ConformanceContext::commit))),
                all(
                        found.path("images"),
                        i -> new DiscoveredArtifacts.Images(
                                text(i, "repoURL"),
                                all(
                                        i.get("references"),
                                        r -> new DiscoveredArtifacts.ImageReference(
                                                text(r, "tag"), "", Map.of(), null)))),
                all(
                        found.path("charts"),
                        c -> new DiscoveredArtifacts.Charts(
                                text(c, "repoURL"), text(c, "name"), all(c.get("versions"), JsonNode::asText))),
                all(
                        found.path("results"),
                        r -> new DiscoveredArtifacts.Results(
                                text(r, "name"), all(r.get("artifactReferences"), ConformanceContext::artifact))));
    }

    private static DiscoveredArtifacts.Commit commit(JsonNode node) {
        return new DiscoveredArtifacts.Commit(
                "", "", text(node, "tag"), "", "", "", Instant.parse(text(node, "creatorDate")));
    }

    List<StepRecord> records() {
        return all(
                one.path("stepExecMetas"),
                r -> new StepRecord(
                        text(r, "alias"),
                        "git-clone",
                        StepStatus.valueOf(text(r, "status")),
                        "",
                        Instant.EPOCH,
                        null,
                        0,
                        false,
                        null,
                        Map.of()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public FreightStatus freightStatus(String freight) {
        JsonNode object = object("Freight", freight);
        if (object == null) {
            return null;
        }
        JsonNode status = object.path("status");
        Map<String, Instant> currentlyIn = new HashMap<>();
        status.path("currentlyIn")
                .properties()
                .forEach(e -> currentlyIn.put(e.getKey(), Instant.parse(text(e.getValue(), "since"))));
        Map<String, FreightStatus.ApprovedStage> approved = new HashMap<>();
        status.path("approvedFor")
                .properties()
                .forEach(e -> approved.put(
                        e.getKey(),
                        new FreightStatus.ApprovedStage(Instant.parse(text(e.getValue(), "approvedAt")), null)));
        Map<String, Object> metadata = status.has("metadata")
                ? (Map<String, Object>) ConformanceValues.value(status.get("metadata"))
                : Map.of();
        return new FreightStatus(currentlyIn, Map.of(), approved, metadata);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> stageMetadata(String stage) {
        JsonNode object = object("Stage", stage);
        return object == null
                ? null
                : (Map<String, Object>)
                        ConformanceValues.value(object.path("status").get("metadata"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, String> configMap(String name) {
        JsonNode object = object("ConfigMap", name);
        return object == null ? null : (Map<String, String>) ConformanceValues.value(object.get("data"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, String> secret(String name) {
        JsonNode object = object("Secret", name);
        return object == null ? null : (Map<String, String>) ConformanceValues.value(object.get("data"));
    }

    @Override
    public Map<String, String> sharedConfigMap(String name) {
        return configMap(name);
    }

    @Override
    public Map<String, String> sharedSecret(String name) {
        JsonNode object = object("Secret", name);
        boolean generic = object != null
                && object.path("metadata")
                        .path("labels")
                        .path("kargo.akuity.io/cred-type")
                        .asText()
                        .equals("generic");
        return generic ? secret(name) : null;
    }
}
