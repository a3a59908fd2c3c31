package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.LegacyMechanisms.config;
import static io.jenkins.plugins.kargo.engine.manifest.LegacyMechanisms.origin;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code argoCDAppUpdates} as apps of the step argocd-update. */
final class LegacyApps {
    private final Mapping mechanisms;
    private final Map<String, String> pushed;
    private final Loading loading;

    private LegacyApps(Mapping mechanisms, Map<String, String> pushed, Loading loading) {
        this.mechanisms = mechanisms;
        this.pushed = pushed;
        this.loading = loading;
    }

    /** @param pushed the commits that the stage has pushed, as expressions by normalised repository URL */
    static List<Object> apps(Mapping mechanisms, Map<String, String> pushed, Loading loading) {
        LegacyApps apps = new LegacyApps(mechanisms, pushed, loading);
        return mechanisms.maps("argoCDAppUpdates").stream().map(apps::app).toList();
    }

    private Object app(Mapping update) {
        List<Object> sources = new ArrayList<>();
        update.maps("sourceUpdates").forEach(source -> sources.add(source(source, update)));
        String namespace = update.text("appNamespace");
        return config(
                "name", update.text("appName"),
                "namespace", namespace.isEmpty() ? null : namespace,
                "sources", sources.isEmpty() ? null : sources);
    }

    private Map<String, Object> source(Mapping source, Mapping update) {
        String chart = source.text("chart");
        String revision = revision(source, origin(source, update, mechanisms));
        boolean updates = source.flag("updateTargetRevision", false) && revision != null;
        return config(
                "repoURL",
                source.text("repoURL"),
                "chart",
                chart.isEmpty() ? null : chart,
                "desiredRevision",
                revision,
                "updateTargetRevision",
                updates ? true : null,
                "kustomize",
                kustomize(source.map("kustomize"), source, update),
                "helm",
                helm(source.map("helm"), source, update));
    }

    /** What the application is to be synced to, null when the Freight does not say. */
    private String revision(Mapping source, Mapping origin) {
        String repoURL = source.text("repoURL");
        boolean updates = source.flag("updateTargetRevision", false);
        if (source.has("chart")) {
            return updates ? Expressions.chartVersion(repoURL, source.text("chart"), origin) : null;
        }
        String repository = GitUrls.normalize(repoURL);
        if (pushed.containsKey(repository)) {
            return pushed.get(repository);
        }
        return updates && loading.subscribedRepositories.contains(repository)
                ? Expressions.commit(repoURL, origin)
                : null;
    }

    private Map<String, Object> kustomize(Mapping kustomize, Mapping source, Mapping update) {
        List<Object> images = new ArrayList<>();
        for (Mapping image : kustomize.maps("images")) {
            boolean digest = image.flag("useDigest", false);
            images.add(config(
                    "repoURL",
                    image.text("image"),
                    digest ? "digest" : "tag",
                    Expressions.image(
                            image.text("image"),
                            origin(image, kustomize, source, update, mechanisms),
                            digest ? "Digest" : "Tag")));
        }
        return images.isEmpty() ? null : Map.of("images", images);
    }

    private Map<String, Object> helm(Mapping helm, Mapping source, Mapping update) {
        List<Object> images = new ArrayList<>();
        for (Mapping image : helm.maps("images")) {
            images.add(config(
                    "key",
                    image.text("key"),
                    "value",
                    Expressions.image(
                            image.text("image"),
                            origin(image, helm, source, update, mechanisms),
                            image.text("value"))));
        }
        return images.isEmpty() ? null : Map.of("images", images);
    }
}
