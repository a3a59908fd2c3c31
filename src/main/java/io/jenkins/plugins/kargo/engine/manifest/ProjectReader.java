package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Projects, which only have a name; promotion policies of old are taken as a ProjectConfig's. */
final class ProjectReader {
    private static final Shape SHAPE = CommonShapes.resource()
            .optional(
                    "spec",
                    Fields.none()
                            .required("promotionPolicies", ProjectConfigReader.POLICIES)
                            .hint("promotionWindows", "they stand in a ProjectConfig"));

    private ProjectReader() {}

    static void read(Document document, Loading loading) {
        String name = document.name();
        if (name.matches("<[^<>]*>")) {
            document.problems()
                    .warning(
                            document.nameAt(),
                            "metadata.name",
                            name + " is a placeholder; write the project's name, or leave the Project out");
        } else {
            loading.declare(document);
            loading.project(document, name, document.nameAt(), "metadata.name");
        }
        if (document.body().members().get("spec") instanceof Value.Scalar spec && spec.content() == null) {
            document.problems().error(spec.at(), "spec", "a Project has no spec; remove it");
            return;
        }
        SHAPE.check(document.body(), "", document.problems());
        if (document.spec().has("promotionPolicies") && !document.problems().hasErrors()) {
            document.problems()
                    .warning(
                            document.spec().keyAt("promotionPolicies"),
                            "spec.promotionPolicies",
                            "was removed from Kargo's Project; write it into a ProjectConfig:\n"
                                    + YamlText.indented(projectConfig(name, document.spec())));
            loading.promotionPolicies.addAll(ProjectConfigReader.policies(document.spec()));
            ProjectConfigReader.noteStages(document, loading);
        }
    }

    private static Map<String, Object> projectConfig(String name, Mapping spec) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", Kinds.KARGO + "/v1alpha1");
        config.put("kind", Kinds.PROJECT_CONFIG);
        config.put("metadata", Map.of("name", name));
        config.put("spec", spec.plain());
        return config;
    }
}
