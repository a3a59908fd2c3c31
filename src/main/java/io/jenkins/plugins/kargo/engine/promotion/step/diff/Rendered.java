package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import io.jenkins.plugins.kargo.engine.promotion.step.common.Manifests;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.Resource;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlEditor;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The Kubernetes resources of rendered texts. What is no resource is left out. */
final class Rendered {
    /** A longer file is not looked into. */
    private static final int MAX_TEXT = 4 << 20;

    private static final Pattern SECRET = Pattern.compile("\\bkind[\"']?\\s*:\\s*[\"']?Secret\\b");

    private final Map<Resource, Object> resources = new LinkedHashMap<>();
    private final Set<Resource> secrets = new HashSet<>();

    static boolean isManifest(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    static boolean isReadable(String text) {
        return text.length() <= MAX_TEXT;
    }

    /** @return whether a Secret is in it */
    boolean add(String text) {
        boolean secret = false;
        for (String document : Manifests.split(text)) {
            Resource resource = Resource.of(document);
            if (isSecret(resource) || mentionsSecret(document)) {
                secret = true;
                secrets.add(resource);
            }
            if (!resource.kind().isEmpty() && !resource.name().isEmpty()) {
                resources.put(resource, value(document));
            }
        }
        return secret;
    }

    /** Wherever it stands: in a list, in JSON, or in a text that cannot be parsed. */
    static boolean mentionsSecret(String text) {
        return SECRET.matcher(text).find();
    }

    /** Whether the resource is a Secret, or has one in it. */
    boolean hides(Resource resource) {
        return secrets.contains(resource);
    }

    private static boolean isSecret(Resource resource) {
        return resource.group().isEmpty() && resource.kind().equals("Secret");
    }

    Map<Resource, Object> all() {
        return resources;
    }

    private static Object value(String document) {
        try {
            Object value = YamlEditor.of(document).document();
            return value == null ? Map.of() : value;
        } catch (IOException e) {
            return document;
        }
    }
}
