package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step wants of the sources with a URL.
 *
 * @param chart empty for a git repository
 * @param desiredRevision empty for any
 * @param helmParameters by name; @param kustomizeImages as kustomize writes them
 */
record SourceUpdate(
        String repoUrl,
        String chart,
        String desiredRevision,
        boolean updateTargetRevision,
        Map<String, String> helmParameters,
        List<String> kustomizeImages) {
    private static final String HELM = "helm";
    private static final String KUSTOMIZE = "kustomize";
    private static final String NAME = "name";
    private static final String VALUE = "value";

    static SourceUpdate of(StepConfig config) {
        Map<String, String> parameters = new LinkedHashMap<>();
        config.object(HELM)
                .ifPresent(helm ->
                        helm.objects("images").forEach(image -> parameters.put(image.text("key"), image.text(VALUE))));
        List<String> images = new ArrayList<>();
        config.object(KUSTOMIZE)
                .ifPresent(
                        kustomize -> kustomize.objects("images").forEach(image -> images.add(kustomizeImage(image))));
        return new SourceUpdate(
                config.text("repoURL"),
                config.text("chart"),
                config.text("desiredRevision"),
                config.flag("updateTargetRevision"),
                parameters,
                images);
    }

    private static String kustomizeImage(StepConfig image) {
        String newName = image.text("newName");
        String digest = image.text("digest");
        return image.text("repoURL")
                + (newName.isEmpty() ? "" : '=' + newName)
                + (digest.isEmpty() ? ':' + image.text("tag") : '@' + digest);
    }

    /** Charts must be named exactly as the source names them; the URL of a git repository may be written otherwise. */
    boolean concerns(Map<String, Object> source) {
        String sourceUrl = text(source, "repoURL");
        String sourceChart = text(source, "chart");
        if (chart.isEmpty() && sourceChart.isEmpty()) {
            return GitUrls.normalize(sourceUrl).equals(GitUrls.normalize(repoUrl));
        }
        return sourceUrl.equals(repoUrl) && sourceChart.equals(chart);
    }

    /** A changed copy. */
    Map<String, Object> applyTo(Map<String, Object> source) {
        Map<String, Object> changed = new LinkedHashMap<>(source);
        if (updateTargetRevision && !desiredRevision.isEmpty()) {
            changed.put("targetRevision", desiredRevision);
        }
        if (!kustomizeImages.isEmpty()) {
            Map<String, Object> kustomize = copy(source, KUSTOMIZE);
            kustomize.put("images", kustomizeImages);
            changed.put(KUSTOMIZE, kustomize);
        }
        if (!helmParameters.isEmpty()) {
            Map<String, Object> helm = copy(source, HELM);
            helm.put("parameters", parameters(helm.get("parameters")));
            changed.put(HELM, helm);
        }
        return changed;
    }

    private List<Object> parameters(Object before) {
        Map<String, String> missing = new LinkedHashMap<>(helmParameters);
        List<Object> parameters = new ArrayList<>();
        if (before instanceof List<?> list) {
            for (Object parameter : list) {
                String value =
                        parameter instanceof Map<?, ?> map ? missing.remove(String.valueOf(map.get(NAME))) : null;
                parameters.add(value == null ? parameter : parameter((Map<?, ?>) parameter, value));
            }
        }
        missing.forEach((name, value) -> parameters.add(parameter(Map.of(NAME, name), value)));
        return parameters;
    }

    /** Whether it is forced to be a string stays as the Application says. */
    private static Map<String, Object> parameter(Map<?, ?> before, String value) {
        Map<String, Object> changed = new LinkedHashMap<>();
        before.forEach((key, member) -> changed.put(String.valueOf(key), member));
        changed.put(VALUE, value);
        return changed;
    }

    private static Map<String, Object> copy(Map<String, Object> source, String key) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (source.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, member) -> copy.put(String.valueOf(name), member));
        }
        return copy;
    }

    private static String text(Map<String, Object> source, String key) {
        Object value = source.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    String describe() {
        return "source with repoURL " + repoUrl + (chart.isEmpty() ? "" : " and chart \"" + chart + '"');
    }
}
