package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities.ConfigCheck;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One entry of a Warehouse's subscriptions: an optional name beside exactly one type. */
final class SubscriptionShape implements Shape {
    static final String GIT = "git";
    static final String IMAGE = "image";
    static final String CHART = "chart";
    static final List<String> TYPES = List.of(GIT, IMAGE, CHART);

    private static final Shape LIMIT = Shape.whole(1, 100);
    private static final Shape REGEXES = Shape.listOf(Shape.text(Formats::regularExpression));
    private static final Shape PATHS = Shape.listOf(Shape.text(Formats::pathPattern));

    static final Fields GIT_FIELDS = Fields.none()
            .required("repoURL", Shape.text(Formats::gitUrl))
            .optional("commitSelectionStrategy", Shape.oneOf(names(CommitSelection.values())))
            .optional("branch", Shape.text(Formats::branch))
            .optional("semverConstraint", Shape.text(Formats::semverConstraint))
            .optional("strictSemvers", Shape.FLAG)
            .optional("allowTagsRegexes", REGEXES)
            .optional("ignoreTagsRegexes", REGEXES)
            .optional("expressionFilter", Shape.TEXT)
            .optional("includePaths", PATHS)
            .optional("excludePaths", PATHS)
            .optional("discoveryLimit", LIMIT)
            .optional("since", Shape.text(Formats::time))
            .optional("blobless", Shape.FLAG)
            .optional("insecureSkipTLSVerify", Shape.FLAG);

    private static final Shape IMAGE_FIELDS = Fields.none()
            .required("repoURL", Shape.text(Formats::image))
            .optional("imageSelectionStrategy", Shape.oneOf(names(ImageSelection.values())))
            .optional("constraint", Shape.TEXT)
            .optional("strictSemvers", Shape.FLAG)
            .optional("allowTagsRegexes", REGEXES)
            .optional("ignoreTagsRegexes", REGEXES)
            .optional("platform", Shape.text(Formats::platform))
            .optional("discoveryLimit", LIMIT)
            .optional("cacheByTag", Shape.FLAG)
            .optional("insecureSkipTLSVerify", Shape.FLAG)
            .and(SubscriptionShape::checkConstraint);

    private static final Shape CHART_FIELDS = Fields.none()
            .required("repoURL", Shape.text(Formats::chartUrl))
            .optional("name", Shape.TEXT)
            .optional("semverConstraint", Shape.text(Formats::semverConstraint))
            .optional("discoveryLimit", LIMIT)
            .optional("insecureSkipTLSVerify", Shape.FLAG)
            .and(SubscriptionShape::checkChartName);

    private static final Shape GENERIC_FIELDS =
            Fields.none().optional("config", Shape.MAPPING).optional("discoveryLimit", LIMIT);

    private final Map<String, ConfigCheck> otherTypes;

    SubscriptionShape(Map<String, ConfigCheck> otherTypes) {
        this.otherTypes = otherTypes;
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }

    /** The key of the subscription that says what it subscribes to; empty when there is not exactly one. */
    static String typeOf(Mapping subscription) {
        List<String> types = types(subscription);
        return types.size() == 1 ? types.get(0) : "";
    }

    private static List<String> types(Mapping subscription) {
        return subscription.members().keySet().stream()
                .filter(key -> !key.equals("name"))
                .toList();
    }

    @Override
    public void check(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping subscription)) {
            problems.error(
                    value.at(),
                    path,
                    "must be a mapping with one of " + allTypes() + "; found " + Wording.found(value));
            return;
        }
        List<String> types = types(subscription);
        if (types.size() != 1) {
            problems.error(
                    subscription.at(),
                    path,
                    "must have exactly one of " + allTypes() + "; found "
                            + (types.isEmpty() ? "none" : String.join(" and ", types)));
        }
        types.forEach(type -> checkType(subscription, type, path, problems));
        if (subscription.has("name")) {
            Shape.text(Formats::subscriptionName).check(subscription.members().get("name"), path + ".name", problems);
        } else if (types.stream().anyMatch(otherTypes::containsKey)) {
            problems.error(subscription.at(), path, "lacks the required field name");
        }
    }

    private void checkType(Mapping subscription, String type, String path, Problems problems) {
        Shape shape =
                switch (type) {
                    case GIT -> GIT_FIELDS;
                    case IMAGE -> IMAGE_FIELDS;
                    case CHART -> CHART_FIELDS;
                    default -> otherTypes.containsKey(type) ? generic(otherTypes.get(type)) : null;
                };
        String typePath = Fields.join(path, type);
        if (shape == null) {
            problems.error(
                    subscription.keyAt(type),
                    typePath,
                    "there is no such type of subscription" + Wording.didYouMean(type, allTypes()) + " ("
                            + Wording.allowed(allTypes()) + ')');
        } else {
            shape.check(subscription.members().get(type), typePath, problems);
        }
    }

    private static Shape generic(ConfigCheck check) {
        return GENERIC_FIELDS.and((value, path, problems) -> {
            if (value instanceof Mapping fields) {
                Mapping config = fields.map("config");
                check.apply(config.plain())
                        .forEach((field, message) -> problems.error(
                                config.members().isEmpty() ? value.at() : config.at(field.replaceFirst("[.\\[].*", "")),
                                field.isEmpty() ? path + ".config" : path + ".config." + field,
                                message));
            }
        });
    }

    private List<String> allTypes() {
        List<String> types = new ArrayList<>(TYPES);
        otherTypes.keySet().stream().sorted().forEach(types::add);
        return types;
    }

    private static void checkConstraint(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping image)) {
            return;
        }
        String constraint = image.text("constraint");
        switch (image.text("imageSelectionStrategy")) {
            case "Digest" -> {
                if (constraint.isEmpty()) {
                    problems.error(
                            image.at("constraint"),
                            path + ".constraint",
                            "the strategy Digest needs the tag to follow here, such as latest");
                }
            }
            case "", "SemVer" ->
                Formats.semverConstraint(constraint)
                        .ifPresent(wanted -> problems.error(
                                image.at("constraint"),
                                path + ".constraint",
                                "must be " + wanted + "; found " + Wording.quoted(constraint)));
            default -> {}
        }
    }

    private static void checkChartName(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping chart)) {
            return;
        }
        boolean oci = chart.text("repoURL").startsWith("oci://");
        boolean named = !chart.text("name").isEmpty();
        if (oci && named) {
            problems.error(
                    chart.at("name"),
                    path + ".name",
                    "must be empty for oci://: the URL names the chart; write it as "
                            + chart.text("repoURL").replaceAll("/+$", "") + '/' + chart.text("name")
                            + " if it does not yet");
        } else if (!oci && !named && chart.text("repoURL").startsWith("http")) {
            problems.error(chart.at(), path + ".name", "a chart repository holds many charts; name the one to follow");
        }
    }
}
