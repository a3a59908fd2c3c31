package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;

/** Reads ConfigMaps, for the expression function {@code configMap}. */
final class ConfigMapReader {
    private static final Shape SHAPE = CommonShapes.resource()
            .optional("data", CommonShapes.TEXT_MAP)
            .optional("binaryData", Shape.ANY)
            .optional("immutable", Shape.FLAG);

    private ConfigMapReader() {}

    static void read(Document document, Loading loading) {
        loading.declare(document);
        SHAPE.check(document.body(), "", document.problems());
        Mapping metadata = document.body().map("metadata");
        if (!metadata.text("namespace").isEmpty()) {
            loading.project(document, metadata.text("namespace"), metadata.at("namespace"), "metadata.namespace");
        }
        if (!document.problems().hasErrors()) {
            loading.configMaps.put(document.name(), document.body().textMap("data"));
        }
    }
}
