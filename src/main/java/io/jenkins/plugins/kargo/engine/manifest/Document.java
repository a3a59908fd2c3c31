package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.Metadata;

/**
 * One document of a file.
 *
 * @param problems of this document alone: it becomes part of the configuration only when there are no errors
 */
record Document(Mapping body, Problems problems) {
    String apiVersion() {
        return body.text("apiVersion");
    }

    /** The part of the apiVersion before the slash, empty for Kubernetes' core kinds. */
    String group() {
        int slash = apiVersion().indexOf('/');
        return slash < 0 ? "" : apiVersion().substring(0, slash);
    }

    String kind() {
        return body.text("kind");
    }

    String name() {
        return body.map("metadata").text("name");
    }

    Position nameAt() {
        return body.map("metadata").has("name") ? body.map("metadata").at("name") : body.at("metadata");
    }

    Mapping spec() {
        return body.map("spec");
    }

    Metadata metadata() {
        Mapping metadata = body.map("metadata");
        return new Metadata(metadata.text("name"), metadata.textMap("labels"), metadata.textMap("annotations"));
    }

    Document with(Mapping changed) {
        return new Document(changed, problems);
    }
}
