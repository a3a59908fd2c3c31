package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.freight.StageGraph;
import java.util.List;
import java.util.Set;

/** Whether what the resources name is there, and Freight can flow. */
final class References {
    private final Loading loading;

    References(Loading loading) {
        this.loading = loading;
    }

    void check() {
        loading.references.forEach(reference -> {
            Set<String> there = loading.declared(reference.kind());
            if (!there.contains(reference.name())) {
                reference.problems().error(reference.at(), reference.path(), unknown(reference, there));
            }
        });
        loading.policyStages.forEach(reference -> {
            Set<String> there = loading.declared(reference.kind());
            if (!there.contains(reference.name())) {
                reference.problems().warning(reference.at(), reference.path(), unknown(reference, there));
            }
        });
        OriginSelectors.check(loading);
        checkCycles();
    }

    private static String unknown(Reference reference, Set<String> there) {
        String kind = reference.kind().equals(Kinds.STAGE) ? "stage" : reference.kind();
        String others = there.isEmpty()
                ? "; the manifests have no " + kind + " at all"
                : Wording.didYouMean(reference.name(), there) + " (there are: " + Wording.listed(there) + ')';
        return reference.from() + " names the " + kind + ' ' + reference.name() + ", which does not exist" + others;
    }

    private void checkCycles() {
        for (StageGraph.Problem problem : StageGraph.of(loading.stages.values()).problems()) {
            // A path that ends in an index names an unknown stage, which has been reported.
            if (!problem.path().endsWith("]")) {
                Document document = loading.stageDocuments.get(problem.stage());
                int index = Integer.parseInt(problem.path().replaceAll("\\D", ""));
                List<Integer> places = loading.requestPlaces.get(problem.stage());
                int place = places == null ? index : places.get(index);
                String path = problem.path().replace("[" + index + "]", "[" + place + "]");
                document.problems().error(sources(document, place), path, problem.message());
            }
        }
    }

    /** Where {@code spec.requestedFreight[i].sources.stages} stands. */
    private static Position sources(Document document, int index) {
        return document.spec()
                .maps("requestedFreight")
                .get(index)
                .map("sources")
                .at("stages");
    }
}
