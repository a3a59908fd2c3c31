package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** One step of a template: what Kargo has removed from its config, and the step helm-update-image, in the words of today. */
final class LegacyStep {
    private static final String ORIGIN = "fromOrigin";
    private static final String DIGEST = "useDigest";

    private static final Shape HELM_UPDATE_IMAGE = Fields.none()
            .required("path", CommonShapes.NON_EMPTY)
            .required(
                    "images",
                    Shape.nonEmptyListOf(Fields.none()
                            .required("image", CommonShapes.NON_EMPTY)
                            .required("key", CommonShapes.NON_EMPTY)
                            .required("value", Shape.oneOf(Expressions.IMAGE_PARTS))
                            .optional(ORIGIN, Shape.MAPPING)));

    private final String outputs;
    private final String path;
    private final Problems problems;

    LegacyStep(String outputs, String path, Problems problems) {
        this.outputs = outputs;
        this.path = path;
        this.problems = problems;
    }

    Mapping translate(Mapping step) {
        if (!(step.members().get("config") instanceof Mapping config)) {
            return step;
        }
        String at = path + ".config";
        return switch (step.text("uses")) {
            case "git-clone" ->
                step.with("config", items(config, "checkout", at, (checkout, p) -> checkout(config, checkout, p)));
            case "git-commit" -> step.with("config", messageFromSteps(config, at));
            case "git-open-pr" ->
                step.with(
                        "config",
                        fromStep(
                                fromStep(config, "sourceBranchFromStep", "sourceBranch", "branch", at),
                                "sourceBranchFromPush",
                                "sourceBranch",
                                "branch",
                                at));
            case "git-wait-for-pr" ->
                step.with(
                        "config",
                        fromStep(
                                fromStep(config, "prNumberFromStep", "prNumber", "pr.id", at),
                                "prNumberFromOpen",
                                "prNumber",
                                "pr.id",
                                at));
            case "helm-update-image" -> helmUpdateImage(step, config);
            case "helm-update-chart" -> step.with("config", items(config, "charts", at, this::chart));
            case "kustomize-set-image" -> step.with("config", items(config, "images", at, this::kustomizeImage));
            case "argocd-update" -> step.with("config", items(config, "apps", at, this::app));
            default -> step;
        };
    }

    /** The config with each mapping of the list changed. */
    private static Mapping items(
            Mapping holder, String field, String path, BiFunction<Mapping, String, Mapping> change) {
        if (!(holder.members().get(field) instanceof Sequence list)) {
            return holder;
        }
        List<Value> changed = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            changed.add(
                    item instanceof Mapping mapping ? change.apply(mapping, path + '.' + field + '[' + i + ']') : item);
        }
        return holder.with(field, new Sequence(list.at(), changed));
    }

    private Mapping replaced(Mapping holder, String old, String now, String value, String path) {
        problems.warning(holder.keyAt(old), path + '.' + old, "was removed from Kargo; write " + now + ": " + value);
        return holder.without(old).with(now, new Scalar(holder.keyAt(old), value));
    }

    private String output(String step, String field) {
        return Expressions.template(outputs + "['" + step + "']." + field);
    }

    private Mapping checkout(Mapping config, Mapping checkout, String path) {
        if (!checkout.has("fromFreight")) {
            return checkout;
        }
        Mapping rest = checkout.without("fromFreight", ORIGIN);
        if (!checkout.flag("fromFreight", false)) {
            return rest;
        }
        String commit = Expressions.commit(config.text("repoURL"), checkout.map(ORIGIN));
        return replaced(checkout.without(ORIGIN), "fromFreight", "commit", commit, path);
    }

    private Mapping messageFromSteps(Mapping config, String path) {
        List<String> steps = config.texts("messageFromSteps");
        if (steps.isEmpty() || config.has("message")) {
            return config;
        }
        String message =
                steps.stream().map(step -> output(step, "commitMessage")).collect(Collectors.joining("\n\n"));
        return replaced(config, "messageFromSteps", "message", message, path);
    }

    private Mapping fromStep(Mapping config, String old, String now, String field, String path) {
        String step = config.text(old);
        return step.isEmpty() || config.has(now) ? config : replaced(config, old, now, output(step, field), path);
    }

    /** It set values in YAML files, which yaml-update does; both have the same output. */
    private Mapping helmUpdateImage(Mapping step, Mapping config) {
        HELM_UPDATE_IMAGE.check(config, path + ".config", problems);
        List<Value> updates = new ArrayList<>();
        for (Mapping image : config.maps("images")) {
            updates.add(new Mapping(image.at(), Map.of(), Map.of())
                    .with("key", new Scalar(image.at("key"), image.text("key")))
                    .with(
                            "value",
                            new Scalar(
                                    image.at("value"),
                                    Expressions.image(image.text("image"), image.map(ORIGIN), image.text("value")))));
        }
        Mapping translated = config.without("images").with("updates", new Sequence(config.at("images"), updates));
        problems.warning(
                step.at("uses"),
                path + ".uses",
                "helm-update-image was removed from Kargo; write uses: yaml-update with this config:\n"
                        + YamlText.indented(translated.plain()));
        return step.with("uses", new Scalar(step.at("uses"), "yaml-update")).with("config", translated);
    }

    private Mapping chart(Mapping chart, String path) {
        if (chart.has("version") && !chart.has(ORIGIN)) {
            return chart;
        }
        String repository = chart.text("repository");
        boolean oci = repository.startsWith("oci://");
        String version = oci
                ? Expressions.chartVersion(repository + '/' + chart.text("name"), "", chart.map(ORIGIN))
                : Expressions.chartVersion(repository, chart.text("name"), chart.map(ORIGIN));
        return added(chart.without(ORIGIN), "version", version, path);
    }

    private Mapping kustomizeImage(Mapping image, String path) {
        if (image.has("tag") || image.has("digest")) {
            return image;
        }
        String now = image.flag(DIGEST, false) ? "digest" : "tag";
        String value = Expressions.image(image.text("image"), image.map(ORIGIN), now.equals("tag") ? "Tag" : "Digest");
        return added(image.without(DIGEST, ORIGIN), now, value, path);
    }

    private Mapping added(Mapping holder, String field, String value, String path) {
        problems.warning(
                holder.at(),
                path,
                "Kargo no longer takes it from the Freight by itself; write " + field + ": " + value);
        return holder.with(field, new Scalar(holder.at(), value));
    }

    private Mapping app(Mapping app, String path) {
        Mapping translated = items(app.without(ORIGIN), "sources", path, (source, sourcePath) -> {
            Mapping origin = source.has(ORIGIN) ? source.map(ORIGIN) : app.map(ORIGIN);
            return source(source, origin, sourcePath);
        });
        return translated;
    }

    private Mapping source(Mapping source, Mapping origin, String path) {
        Mapping translated =
                fromStep(source.without(ORIGIN), "desiredCommitFromStep", "desiredRevision", "commit", path);
        if (translated.members().get("kustomize") instanceof Mapping kustomize) {
            translated = translated.with(
                    "kustomize",
                    items(
                            kustomize.without(ORIGIN),
                            "images",
                            path + ".kustomize",
                            (image, imagePath) -> appImage(image, origin(image, kustomize, origin), imagePath)));
        }
        if (translated.members().get("helm") instanceof Mapping helm) {
            translated = translated.with(
                    "helm",
                    items(
                            helm.without(ORIGIN),
                            "images",
                            path + ".helm",
                            (image, imagePath) -> parameter(image, origin(image, helm, origin), imagePath)));
        }
        return translated;
    }

    private static Mapping origin(Mapping image, Mapping holder, Mapping otherwise) {
        if (image.has(ORIGIN)) {
            return image.map(ORIGIN);
        }
        return holder.has(ORIGIN) ? holder.map(ORIGIN) : otherwise;
    }

    private Mapping appImage(Mapping image, Mapping origin, String path) {
        if (!image.has(DIGEST) && !image.has(ORIGIN)) {
            return image;
        }
        boolean digest = image.flag(DIGEST, false);
        String value = Expressions.image(image.text("repoURL"), origin, digest ? "Digest" : "Tag");
        return added(image.without(DIGEST, ORIGIN), digest ? "digest" : "tag", value, path);
    }

    private Mapping parameter(Mapping image, Mapping origin, String path) {
        if (!image.has("repoURL")) {
            return image;
        }
        String value = Expressions.image(image.text("repoURL"), origin, image.text("value"));
        return added(image.without("repoURL", ORIGIN), "value", value, path);
    }
}
