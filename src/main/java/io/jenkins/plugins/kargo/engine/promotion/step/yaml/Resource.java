package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.util.Map;

/**
 * What a manifest says of itself; empty where it says nothing.
 *
 * @param group of its apiVersion
 */
public record Resource(
        @NonNull String group,
        @NonNull String kind,
        @NonNull String namespace,
        @NonNull String name) {
    /** Of a text that is not YAML or not a map, nothing is known. */
    @NonNull
    public static Resource of(@NonNull String manifest) {
        try {
            if (YamlEditor.of(manifest).document() instanceof Map<?, ?> map) {
                Map<?, ?> metadata = map.get("metadata") instanceof Map<?, ?> m ? m : Map.of();
                String apiVersion = text(map.get("apiVersion"));
                int slash = apiVersion.lastIndexOf('/');
                String group = slash < 0 ? "" : apiVersion.substring(0, slash);
                return new Resource(
                        group, text(map.get("kind")), text(metadata.get("namespace")), text(metadata.get("name")));
            }
        } catch (IOException e) {
            return new Resource("", "", "", "");
        }
        return new Resource("", "", "", "");
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** @throws StepFailure when a name that comes from a manifest would lead out of its directory */
    @NonNull
    public static String checkFileName(@NonNull String fileName) throws StepFailure {
        if (fileName.isEmpty()
                || fileName.startsWith(".")
                || fileName.contains("/")
                || fileName.contains("\\")
                || fileName.chars().anyMatch(Character::isISOControl)) {
            throw new StepFailure("the rendered resource's kind and name make the file name \"" + fileName
                    + "\", which is not a plain file name");
        }
        return fileName;
    }
}
