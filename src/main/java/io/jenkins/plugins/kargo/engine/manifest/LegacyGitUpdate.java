package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.LegacyMechanisms.config;
import static io.jenkins.plugins.kargo.engine.manifest.LegacyMechanisms.origin;
import static io.jenkins.plugins.kargo.engine.manifest.LegacyMechanisms.step;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the {@code gitRepoUpdates} as steps. It read a commit of the Freight, else the read branch, else the default
 * branch; changed values files, Chart.yaml or kustomization.yaml there, or rendered it; and made that the whole content of
 * the write branch, or of a pull request to it.
 */
final class LegacyGitUpdate {
    /** A write branch of such a name is the default branch: it is changed in place, since it cannot be checked out twice. */
    private static final Set<String> DEFAULT_BRANCHES = Set.of("main", "master", "trunk");

    private final Mapping update;
    private final Mapping mechanisms;
    private final String suffix;
    private final String source;
    private final String target;
    private final String readCommit;
    private final List<Object> steps = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    LegacyGitUpdate(Mapping update, Mapping mechanisms, String suffix, Loading loading) {
        this.update = update;
        this.suffix = suffix;
        this.mechanisms = mechanisms;
        source = "./src" + suffix;
        readCommit = loading.subscribedRepositories.contains(repository())
                ? Expressions.commit(update.text("repoURL"), origin(update, mechanisms))
                : null;
        target = isInPlace() ? source : "./out" + suffix;
    }

    String repository() {
        return GitUrls.normalize(update.text("repoURL"));
    }

    /** The commit that came of it, as an expression. */
    String commit() {
        return update.has("pullRequest")
                ? Expressions.template(output("wait-for-pr", "commit"))
                : Expressions.template(output("commit", "commit"));
    }

    private String output(String step, String field) {
        return "outputs['" + step + suffix + "']." + field;
    }

    private boolean isInPlace() {
        String write = update.text("writeBranch");
        String read = update.text("readBranch");
        return readCommit == null
                && !update.has("render")
                && (read.equals(write) || read.isEmpty() && DEFAULT_BRANCHES.contains(write));
    }

    List<Object> steps() {
        steps.add(step(
                "git-clone",
                "",
                config(
                        "repoURL", update.text("repoURL"),
                        "insecureSkipTLSVerify", update.flag("insecureSkipTLSVerify", false) ? true : null,
                        "checkout", checkouts())));
        helmImages(update.map("helm"));
        helmCharts(update.map("helm"));
        kustomizeImages(update.map("kustomize"));
        if (update.has("render")) {
            render(update.map("render"));
        } else if (!target.equals(source)) {
            steps.add(step("git-clear", "", config("path", target)));
            steps.add(step("copy", "", config("inPath", source, "outPath", target)));
        }
        publish();
        return steps;
    }

    private List<Object> checkouts() {
        Map<String, Object> write = config("branch", update.text("writeBranch"), "create", true, "path", target);
        if (target.equals(source)) {
            return List.of(write);
        }
        String branch = update.text("readBranch");
        Map<String, Object> read = config(
                "commit", readCommit, "branch", readCommit != null || branch.isEmpty() ? null : branch, "path", source);
        return List.of(read, write);
    }

    private void helmImages(Mapping helm) {
        Map<String, List<Object>> updates = new LinkedHashMap<>();
        for (Mapping image : helm.maps("images")) {
            updates.computeIfAbsent(image.text("valuesFilePath"), file -> new ArrayList<>())
                    .add(config(
                            "key", image.text("key"),
                            "value",
                                    Expressions.image(
                                            image.text("image"),
                                            origin(image, helm, update, mechanisms),
                                            image.text("value"))));
        }
        updates.forEach(
                (file, values) -> change("yaml-update", config("path", source + '/' + file, "updates", values)));
    }

    private void helmCharts(Mapping helm) {
        Map<String, List<Object>> charts = new LinkedHashMap<>();
        for (Mapping chart : helm.maps("charts")) {
            String repository = chart.text("repository");
            String name = chart.text("name");
            Mapping origin = origin(chart, helm, update, mechanisms);
            String version = repository.startsWith("oci://")
                    ? Expressions.chartVersion(repository + '/' + name, "", origin)
                    : Expressions.chartVersion(repository, name, origin);
            charts.computeIfAbsent(chart.text("chartPath"), path -> new ArrayList<>())
                    .add(config("repository", repository, "name", name, "version", version));
        }
        charts.forEach(
                (path, values) -> change("helm-update-chart", config("path", source + '/' + path, "charts", values)));
    }

    private void kustomizeImages(Mapping kustomize) {
        Map<String, List<Object>> images = new LinkedHashMap<>();
        for (Mapping image : kustomize.maps("images")) {
            images.computeIfAbsent(image.text("path"), path -> new ArrayList<>())
                    .add(imageOf(image, origin(image, kustomize, update, mechanisms)));
        }
        images.forEach(
                (path, values) -> change("kustomize-set-image", config("path", source + '/' + path, "images", values)));
    }

    private static Map<String, Object> imageOf(Mapping image, Mapping origin) {
        boolean digest = image.flag("useDigest", false);
        return config(
                "image",
                image.text("image"),
                digest ? "digest" : "tag",
                Expressions.image(image.text("image"), origin, digest ? "Digest" : "Tag"));
    }

    /** Without images it passed all of the Freight, which kustomize-set-image does by itself. */
    private void render(Mapping render) {
        String folder = source + '/' + update.text("writeBranch");
        List<Object> images = render.maps("images").stream()
                .<Object>map(image -> imageOf(image, origin(image, render, update, mechanisms)))
                .toList();
        change("kustomize-set-image", config("path", folder, "images", images.isEmpty() ? null : images));
        steps.add(step("git-clear", "", config("path", target)));
        steps.add(step("kustomize-build", "", config("path", folder, "outPath", target)));
    }

    private void change(String uses, Map<String, Object> config) {
        String alias = "update" + suffix + (messages.isEmpty() ? "" : "-" + (char) ('a' + messages.size()));
        steps.add(step(uses, alias, config));
        messages.add(Expressions.template("outputs['" + alias + "'].commitMessage"));
    }

    private void publish() {
        String message = messages.isEmpty()
                ? "Promote ${{ ctx.targetFreight.alias }} to ${{ ctx.stage }}"
                : messages.stream().collect(Collectors.joining("\n\n"));
        steps.add(step("git-commit", "commit" + suffix, config("path", target, "message", message)));
        if (!update.has("pullRequest")) {
            steps.add(step(
                    "git-push", "push" + suffix, config("path", target, "targetBranch", update.text("writeBranch"))));
            return;
        }
        String repoURL = update.text("repoURL");
        String provider = update.map("pullRequest").members().keySet().stream()
                .findFirst()
                .orElse(null);
        steps.add(step("git-push", "push" + suffix, config("path", target, "generateTargetBranch", true)));
        steps.add(step(
                "git-open-pr",
                "open-pr" + suffix,
                config(
                        "repoURL",
                        repoURL,
                        "provider",
                        provider,
                        "sourceBranch",
                        Expressions.template(output("push", "branch")),
                        "targetBranch",
                        update.text("writeBranch"))));
        steps.add(step(
                "git-wait-for-pr",
                "wait-for-pr" + suffix,
                config(
                        "repoURL", repoURL,
                        "provider", provider,
                        "prNumber", Expressions.template(output("open-pr", "pr.id")))));
    }
}
