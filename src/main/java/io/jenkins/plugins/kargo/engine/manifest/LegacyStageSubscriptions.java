package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stage's {@code subscriptions}, with which Kargo before v0.9 said where Freight comes from: a Warehouse, or stages. They
 * become {@code requestedFreight}, which names the Warehouse in any case: it is that of the stages upstream. Immutable.
 */
final class LegacyStageSubscriptions {
    private static final String FIELD = "subscriptions";
    private static final String PATH = "spec." + FIELD;
    private static final Shape SHAPE = Fields.none()
            .optional("warehouse", CommonShapes.NAME)
            .optional("upstreamStages", Shape.nonEmptyListOf(Fields.none().required("name", CommonShapes.NAME)))
            .hint("repos", "write a Warehouse with these subscriptions, and requestedFreight with it as origin");

    /** By the stage's name. */
    private final Map<String, Mapping> specs = new HashMap<>();

    private final String anyWarehouse;

    /** @param documents all that are loaded, of any kind */
    LegacyStageSubscriptions(@NonNull List<Document> documents) {
        for (Document document : documents) {
            if (document.kind().equals(Kinds.STAGE) && document.group().equals(Kinds.KARGO)) {
                specs.putIfAbsent(document.name(), document.spec());
            }
        }
        anyWarehouse = documents.stream()
                .filter(document -> document.kind().equals(Kinds.WAREHOUSE))
                .map(Document::name)
                .findFirst()
                .orElse("unknown");
    }

    Mapping translate(@NonNull Document document) {
        Mapping spec = document.spec();
        if (!(spec.members().get(FIELD) instanceof Mapping written)) {
            return document.body();
        }
        Problems problems = document.problems();
        Mapping body = document.body().with("spec", spec.without(FIELD));
        if (spec.has("requestedFreight")) {
            problems.error(
                    spec.keyAt(FIELD), PATH, "was replaced by requestedFreight, which is there too; remove " + FIELD);
            return body;
        }
        Problems found = new Problems(problems.file());
        SHAPE.check(written, PATH, found);
        problems.addAll(found);
        List<Object> requests = found.hasErrors() ? List.of() : requests(written);
        if (requests.isEmpty()) {
            if (!found.hasErrors()) {
                problems.error(
                        spec.keyAt(FIELD),
                        PATH,
                        "was removed from Kargo; write requestedFreight with the Warehouse as origin. Which one it is cannot be"
                                + " told here: the stages that it names lead to none");
            }
            return document.body().with("spec", spec.without(FIELD).with("requestedFreight", placeholder(spec)));
        }
        problems.warning(
                spec.keyAt(FIELD),
                PATH,
                "was removed from Kargo; write this instead:\n"
                        + YamlText.indented(Map.of("requestedFreight", requests)));
        return document.body()
                .with("spec", spec.without(FIELD).with("requestedFreight", Value.of(spec.keyAt(FIELD), requests)));
    }

    /** Keeps the one error from having a second: that there is no requestedFreight, or no such Warehouse. */
    private Value placeholder(Mapping spec) {
        return Value.of(spec.keyAt(FIELD), List.of(request(anyWarehouse, Map.of("direct", true))));
    }

    private List<Object> requests(Mapping written) {
        List<Object> requests = new ArrayList<>();
        String warehouse = written.text("warehouse");
        if (!warehouse.isEmpty()) {
            requests.add(request(warehouse, Map.of("direct", true)));
        }
        Map<String, List<String>> stagesByWarehouse = new LinkedHashMap<>();
        for (Mapping upstream : written.maps("upstreamStages")) {
            String stage = upstream.text("name");
            for (String origin : origins(stage, new HashSet<>())) {
                stagesByWarehouse
                        .computeIfAbsent(origin, any -> new ArrayList<>())
                        .add(stage);
            }
        }
        stagesByWarehouse.remove(warehouse);
        stagesByWarehouse.forEach((origin, stages) -> requests.add(request(origin, Map.of("stages", stages))));
        return requests;
    }

    private static Map<String, Object> request(String warehouse, Map<String, Object> sources) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("kind", Kinds.WAREHOUSE);
        origin.put("name", warehouse);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("origin", origin);
        request.put("sources", sources);
        return request;
    }

    /** The Warehouses whose Freight a stage gets, itself or from others. */
    private Set<String> origins(String stage, Set<String> seen) {
        Set<String> origins = new TreeSet<>();
        Mapping spec = specs.get(stage);
        if (spec == null || !seen.add(stage)) {
            return origins;
        }
        for (Mapping request : spec.maps("requestedFreight")) {
            origins.add(request.map("origin").text("name"));
        }
        origins.add(spec.map(FIELD).text("warehouse"));
        for (Mapping upstream : spec.map(FIELD).maps("upstreamStages")) {
            origins.addAll(origins(upstream.text("name"), seen));
        }
        origins.remove("");
        return origins;
    }
}
