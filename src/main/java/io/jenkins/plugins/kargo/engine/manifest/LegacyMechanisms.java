package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage's {@code promotionMechanisms}, with which Kargo before v1.0 said how to promote, as the steps that do the same:
 * first the updates of git repositories, then those of Argo CD applications.
 */
final class LegacyMechanisms {
    private static final String FIELD = "promotionMechanisms";
    private static final String PATH = "spec." + FIELD;

    private LegacyMechanisms() {}

    static Mapping translate(Document document, Loading loading) {
        Mapping spec = document.spec();
        if (!(spec.members().get(FIELD) instanceof Mapping mechanisms)) {
            return document.body();
        }
        Problems problems = document.problems();
        Mapping rest = spec.without(FIELD);
        if (spec.has("promotionTemplate")) {
            problems.error(
                    spec.keyAt(FIELD), PATH, "was replaced by promotionTemplate, which is there too; remove " + FIELD);
            return document.body().with("spec", rest);
        }
        Problems found = new Problems(problems.file());
        LegacyMechanismsShape.SHAPE.check(mechanisms, PATH, found);
        problems.addAll(found);
        if (found.hasErrors()) {
            return document.body().with("spec", rest);
        }
        List<Object> steps = steps(mechanisms, problems, loading);
        if (steps.isEmpty()) {
            problems.warning(spec.keyAt(FIELD), PATH, "was removed from Kargo, and says nothing here; remove it");
            return document.body().with("spec", rest);
        }
        Map<String, Object> template = Map.of("spec", Map.of("steps", steps));
        problems.warning(
                spec.keyAt(FIELD),
                PATH,
                "was removed from Kargo; write this instead:\n"
                        + YamlText.indented(Map.of("promotionTemplate", template)));
        return document.body().with("spec", rest.with("promotionTemplate", Value.of(spec.keyAt(FIELD), template)));
    }

    private static List<Object> steps(Mapping mechanisms, Problems problems, Loading loading) {
        List<Object> steps = new ArrayList<>();
        Map<String, String> pushed = new LinkedHashMap<>();
        List<Mapping> updates = mechanisms.maps("gitRepoUpdates");
        for (int i = 0; i < updates.size(); i++) {
            String suffix = updates.size() == 1 ? "" : "-" + (i + 1);
            LegacyGitUpdate update = new LegacyGitUpdate(updates.get(i), mechanisms, suffix, loading);
            steps.addAll(update.steps());
            pushed.put(update.repository(), update.commit());
            if (updates.get(i).has("render")) {
                problems.warning(
                        updates.get(i).keyAt("render"),
                        PATH + ".gitRepoUpdates[" + i + "].render",
                        "Kargo Render is no longer maintained: a kargo-render.yaml in the repository is not read, and"
                                + " what it renders by default, the folder of the branch's name with Kustomize, is rendered");
            }
        }
        List<Object> apps = LegacyApps.apps(mechanisms, pushed, loading);
        if (!apps.isEmpty()) {
            steps.add(step("argocd-update", "", Map.of("apps", apps)));
        }
        return steps;
    }

    /** @param alias empty for none */
    static Map<String, Object> step(String uses, String alias, Map<String, Object> config) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("uses", uses);
        if (!alias.isEmpty()) {
            step.put("as", alias);
        }
        step.put("config", config);
        return step;
    }

    /** Keys and values in turn; null values are left out. */
    static Map<String, Object> config(Object... keysAndValues) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                config.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return config;
    }

    /** The first of the places that names an origin: the nearest one counts. */
    static Mapping origin(Mapping... places) {
        for (Mapping place : places) {
            if (place.has("origin")) {
                return place.map("origin");
            }
        }
        return Mapping.EMPTY;
    }
}
