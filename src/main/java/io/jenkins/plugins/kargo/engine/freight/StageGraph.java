package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stages of a project and the ways of Freight between them. Immutable. Works without recursion, and keeps the order of
 * the manifests wherever that order is free.
 */
public final class StageGraph {

    private final Map<String, Stage> stages;
    private final StageLinks links;

    private StageGraph(Map<String, Stage> stages) {
        this.stages = stages;
        this.links = new StageLinks(stages.keySet());
        stages.values()
                .forEach(s -> s.requestedFreight()
                        .forEach(r -> links.connect(s.name(), r.sources().stages())));
    }

    @NonNull
    public static StageGraph of(@NonNull Collection<Stage> stages) {
        Map<String, Stage> byName = new LinkedHashMap<>();
        stages.forEach(s -> byName.put(s.name(), s));
        return new StageGraph(byName);
    }

    /**
     * Something that keeps Freight from flowing.
     *
     * @param stage the stage in whose manifest it stands
     * @param path the field in that manifest
     * @param message names what was found and what to change
     */
    public record Problem(
            @NonNull String stage,
            @NonNull String path,
            @NonNull String message) {}

    /**
     * Upstream stages that do not exist, and cycles. A cycle is one of a single origin: two stages that give each other
     * Freight of different Warehouses are in order.
     */
    @NonNull
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Set<FreightOrigin> origins = new LinkedHashSet<>();
        for (Stage stage : stages.values()) {
            for (int i = 0; i < stage.requestedFreight().size(); i++) {
                FreightRequest request = stage.requestedFreight().get(i);
                origins.add(request.origin());
                problems.addAll(unknownUpstreams(stage, i, request));
            }
        }
        origins.forEach(origin -> {
            List<String> cycle = linksOf(origin).cycle();
            if (!cycle.isEmpty()) {
                problems.add(cycleProblem(origin, cycle));
            }
        });
        return Collections.unmodifiableList(problems);
    }

    /** The stages from which this one takes Freight of any origin, existing ones only. */
    @NonNull
    public Set<String> upstreams(@NonNull String stage) {
        return links.upstreams(stage);
    }

    /** The stages that take Freight from this one. */
    @NonNull
    public Set<String> downstreams(@NonNull String stage) {
        return links.downstreams(stage);
    }

    /** All stages, upstream before downstream; stages that give each other Freight come in the manifests' order. */
    @NonNull
    public List<String> inOrder() {
        return links.inOrder();
    }

    private List<Problem> unknownUpstreams(Stage stage, int index, FreightRequest request) {
        List<Problem> problems = new ArrayList<>();
        List<String> upstreams = request.sources().stages();
        for (int j = 0; j < upstreams.size(); j++) {
            if (!stages.containsKey(upstreams.get(j))) {
                problems.add(new Problem(
                        stage.name(),
                        path(index) + '[' + j + ']',
                        "stage " + stage.name() + " takes Freight from stage " + upstreams.get(j)
                                + ", which does not exist; the stages are " + String.join(", ", stages.keySet())));
            }
        }
        return problems;
    }

    private Problem cycleProblem(FreightOrigin origin, List<String> cycle) {
        Stage last = stages.get(cycle.get(0));
        int index = 0;
        while (!last.requestedFreight().get(index).origin().equals(origin)) {
            index++;
        }
        String message = cycle.size() == 2
                ? "stage " + last.name() + " takes Freight of " + origin
                        + " from itself; remove it from its own sources"
                : "Freight of " + origin + " would go round in a circle: " + String.join(" -> ", cycle)
                        + "; remove one of these stages from the sources of the next";
        return new Problem(last.name(), path(index), message);
    }

    private static String path(int request) {
        return "spec.requestedFreight[" + request + "].sources.stages";
    }

    private StageLinks linksOf(FreightOrigin origin) {
        StageLinks ofOrigin = new StageLinks(stages.keySet());
        stages.values()
                .forEach(s -> s.request(origin)
                        .ifPresent(r -> ofOrigin.connect(s.name(), r.sources().stages())));
        return ofOrigin;
    }
}
