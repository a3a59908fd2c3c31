package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks Freight in files. It is not stored from there, since nobody would have asked a registry whether its artifacts
 * exist: the warning shows the step that does the same.
 */
final class FreightReader {
    private static final Fields OF_ANY = Fields.none().optional("subscriptionName", Shape.TEXT);
    private static final Shape SHAPE = Fields.none()
            .required("apiVersion", Shape.TEXT)
            .required("kind", Shape.TEXT)
            .required("metadata", Shape.MAPPING)
            .optional("alias", CommonShapes.NON_EMPTY)
            .optional("discoveredAt", Shape.text(Formats::time))
            .required(
                    "origin",
                    Fields.none().required("kind", Shape.oneOf("Warehouse")).required("name", CommonShapes.NAME))
            .optional(
                    "commits",
                    Shape.listOf(OF_ANY.required("repoURL", CommonShapes.NON_EMPTY)
                            .required("id", CommonShapes.NON_EMPTY)
                            .optional("branch", Shape.TEXT)
                            .optional("tag", Shape.TEXT)
                            .optional("message", Shape.TEXT)
                            .optional("author", Shape.TEXT)
                            .optional("committer", Shape.TEXT)))
            .optional(
                    "images",
                    Shape.listOf(OF_ANY.required("repoURL", CommonShapes.NON_EMPTY)
                            .optional("tag", Shape.TEXT)
                            .optional("digest", Shape.TEXT)
                            .optional("annotations", CommonShapes.TEXT_MAP)))
            .optional(
                    "charts",
                    Shape.listOf(OF_ANY.required("repoURL", CommonShapes.NON_EMPTY)
                            .required("version", CommonShapes.NON_EMPTY)
                            .optional("name", Shape.TEXT)))
            .optional(
                    "artifacts",
                    Shape.listOf(Fields.none()
                            .required("subscriptionName", CommonShapes.NON_EMPTY)
                            .required("version", CommonShapes.NON_EMPTY)
                            .optional("artifactType", CommonShapes.NON_EMPTY)
                            .optional("metadata", Shape.ANY)))
            .optional("status", Shape.ANY);

    private FreightReader() {}

    static void read(Document document, Loading loading) {
        SHAPE.check(document.body(), "", document.problems());
        List<String> pins = pins(document.body());
        boolean empty = pins.isEmpty() && document.body().list("artifacts").isEmpty();
        if (empty) {
            document.problems()
                    .error(document.body().at(), "", "must have at least one of commits, images, charts and artifacts");
        }
        Mapping origin = document.body().map("origin");
        if (document.problems().hasErrors()) {
            return;
        }
        loading.references.add(new Reference(
                Kinds.WAREHOUSE,
                origin.text("name"),
                "freight " + document.name(),
                origin.at("name"),
                "origin.name",
                document.problems()));
        document.problems()
                .warning(
                        document.body().at("kind"),
                        "kind",
                        "Freight is not read from files; assemble it on the project's page, or in a Jenkinsfile:\n"
                                + "  kargoWarehouse warehouse: '" + origin.text("name") + "', artifacts: ["
                                + String.join(", ", pins) + "]");
    }

    private static List<String> pins(Mapping freight) {
        List<String> pins = new ArrayList<>();
        for (Mapping image : freight.maps("images")) {
            String digest = image.text("digest");
            pins.add("[image: '" + image.text("repoURL") + (digest.isEmpty() ? ":" + image.text("tag") : "@" + digest)
                    + "']");
        }
        for (Mapping chart : freight.maps("charts")) {
            boolean oci = chart.text("name").isEmpty();
            pins.add("[chart: '" + chart.text(oci ? "repoURL" : "name") + ':' + chart.text("version") + "']");
        }
        for (Mapping commit : freight.maps("commits")) {
            pins.add("[commit: '" + commit.text("id") + "', repoURL: '" + commit.text("repoURL") + "']");
        }
        return pins;
    }
}
