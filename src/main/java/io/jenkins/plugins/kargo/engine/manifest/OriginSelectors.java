package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.freight.LabelSelector;
import io.jenkins.plugins.kargo.engine.freight.pattern.Patterns;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * Origins that select Warehouses by a pattern of their names or by their labels, an extension of ours: a Stage then
 * requests Freight of each of them. An entry that names a Warehouse itself comes before one that only selects it.
 */
final class OriginSelectors {
    private OriginSelectors() {}

    /**
     * One entry of a stage's {@code requestedFreight}.
     *
     * @param index its place
     */
    record Selector(String stage, int index, Mapping origin, String path, Problems problems) {
        boolean selects(Warehouse warehouse) {
            String name = origin.text("name");
            Mapping labels = origin.map("selector");
            return (name.isEmpty() || Patterns.parseName(name).matches(warehouse.name()))
                    && LabelSelector.matches(
                            labels.textMap("matchLabels"),
                            labels.maps("matchExpressions").stream()
                                    .map(e -> new LabelExpression(e.text("key"), e.text("operator"), e.texts("values")))
                                    .toList(),
                            warehouse.metadata().labels());
        }
    }

    static boolean isSelector(Mapping origin) {
        return origin.has("selector") || isPattern(origin.text("name"));
    }

    static boolean isPattern(String name) {
        return name.startsWith("glob:") || name.startsWith("regex:") || name.startsWith("regexp:");
    }

    /** Call for a stage without errors. */
    static void note(Document document, Loading loading) {
        List<Mapping> requests = document.spec().maps("requestedFreight");
        for (int i = 0; i < requests.size(); i++) {
            Mapping origin = requests.get(i).map("origin");
            if (isSelector(origin)) {
                loading.originSelectors.add(new Selector(
                        document.name(), i, origin, "spec.requestedFreight[" + i + "].origin", document.problems()));
            }
        }
    }

    /** Call once, after all documents were read: puts what is selected in the places of what selects. */
    static void expand(Loading loading) {
        for (Stage stage : List.copyOf(loading.stages.values())) {
            List<Selector> selectors = loading.originSelectors.stream()
                    .filter(selector -> selector.stage().equals(stage.name()))
                    .toList();
            if (!selectors.isEmpty()) {
                loading.stages.put(stage.name(), expanded(stage, selectors, loading));
            }
        }
    }

    private static Stage expanded(Stage stage, List<Selector> selectors, Loading loading) {
        List<FreightRequest> requests = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < stage.requestedFreight().size(); i++) {
            int place = i;
            FreightRequest request = stage.requestedFreight().get(i);
            Selector selector = selectors.stream()
                    .filter(one -> one.index() == place)
                    .findFirst()
                    .orElse(null);
            if (selector == null) {
                requests.add(request);
                places.add(place);
                continue;
            }
            for (Warehouse warehouse : loading.warehouses.values()) {
                boolean requested = stage.request(warehouse.origin()).isPresent()
                        || requests.stream().anyMatch(one -> one.origin().equals(warehouse.origin()));
                if (!requested && selector.selects(warehouse)) {
                    requests.add(new FreightRequest(warehouse.origin(), request.sources()));
                    places.add(place);
                }
            }
        }
        loading.requestPlaces.put(stage.name(), places);
        return new Stage(
                stage.metadata(), stage.vars(), requests, stage.templateVars(), stage.steps(), stage.verification());
    }

    /** Errors for those that select nothing. */
    static void check(Loading loading) {
        for (Selector selector : loading.originSelectors) {
            if (loading.warehouses.values().stream().noneMatch(selector::selects)) {
                selector.problems()
                        .error(
                                selector.origin().at(),
                                selector.path(),
                                "selects no Warehouse (there are: " + Wording.listed(loading.warehouses.keySet())
                                        + ')');
            }
        }
    }
}
