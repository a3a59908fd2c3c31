package io.jenkins.plugins.kargo.engine.manifest;

import com.google.re2j.Pattern;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Forms of subscriptions that Kargo has removed but manifests still have, in the words of today. */
final class LegacySubscriptions {
    private final Problems problems;

    private LegacySubscriptions(Problems problems) {
        this.problems = problems;
    }

    static Mapping translate(Mapping body, Problems problems) {
        Mapping spec = body.map("spec");
        if (!(spec.members().get("subscriptions") instanceof Sequence subscriptions)) {
            return body;
        }
        LegacySubscriptions legacy = new LegacySubscriptions(problems);
        List<Value> translated = new ArrayList<>();
        for (int i = 0; i < subscriptions.items().size(); i++) {
            Value item = subscriptions.items().get(i);
            translated.add(item instanceof Mapping s ? legacy.subscription(s, "spec.subscriptions[" + i + "]") : item);
        }
        return body.with("spec", spec.with("subscriptions", new Sequence(subscriptions.at(), translated)));
    }

    private Mapping subscription(Mapping written, String path) {
        Mapping subscription = indented(written, path);
        for (String type : List.of(SubscriptionShape.GIT, SubscriptionShape.IMAGE)) {
            if (subscription.members().get(type) instanceof Mapping fields) {
                String typePath = path + '.' + type;
                Mapping translated = tags(fields, typePath);
                translated =
                        type.equals(SubscriptionShape.IMAGE) ? image(translated, typePath) : git(translated, typePath);
                subscription = subscription.with(type, translated);
            }
        }
        return subscription;
    }

    /** Fields of git that stand beside it, not in it. */
    private Mapping indented(Mapping written, String path) {
        Mapping subscription = written;
        if (!(written.members().get(SubscriptionShape.GIT) instanceof Mapping git)) {
            return written;
        }
        for (Map.Entry<String, Value> member : written.members().entrySet()) {
            String name = member.getKey();
            if (SubscriptionShape.GIT_FIELDS.has(name) && !git.has(name)) {
                problems.warning(
                        written.keyAt(name),
                        Fields.join(path, name),
                        "belongs to git and is read as if it stood there; indent it by two more spaces");
                git = git.with(name, member.getValue());
                subscription = subscription.without(name);
            }
        }
        return subscription.with(SubscriptionShape.GIT, git);
    }

    /** {@code allowTags} is one regular expression, {@code ignoreTags} a list of tags. */
    private Mapping tags(Mapping written, String path) {
        Mapping fields = written;
        if (written.members().get("allowTags") instanceof Scalar allow && allow.content() instanceof String regex) {
            fields = moved(fields, "allowTags", "allowTagsRegexes", regex.isEmpty() ? List.of() : List.of(regex), path);
        }
        if (written.members().get("ignoreTags") instanceof Sequence ignore) {
            List<String> regexes = ignore.items().stream()
                    .map(Value::plain)
                    .filter(String.class::isInstance)
                    .map(tag -> '^' + Pattern.quote((String) tag) + '$')
                    .toList();
            fields = moved(fields, "ignoreTags", "ignoreTagsRegexes", regexes, path);
        }
        return fields;
    }

    private Mapping moved(Mapping fields, String old, String now, List<String> values, String path) {
        Position at = fields.keyAt(old);
        if (values.isEmpty()) {
            return fields.without(old);
        }
        problems.warning(at, path + '.' + old, "was removed from Kargo; write " + now + ": " + values);
        List<Object> all = new ArrayList<>(fields.list(now));
        all.addAll(values);
        return fields.without(old).with(now, Value.of(at, all));
    }

    private Mapping git(Mapping fields, String path) {
        String url = fields.text("repoURL");
        if (url.startsWith("ssh://") || url.matches("[\\w-]+@[^/:]+:(?s:.*)")) {
            problems.warning(
                    fields.at("repoURL"),
                    path + ".repoURL",
                    "Kargo removes SSH URLs in v1.13; the form to come is " + https(url)
                            + ". It is still read here as it stands, with an SSH key from Jenkins' credentials");
        }
        return fields;
    }

    private static String https(String url) {
        String rest = url.startsWith("ssh://") ? url.substring("ssh://".length()) : url.replaceFirst(":/?", "/");
        String host = rest.replaceFirst("^[^@/]*@", "");
        return "https://" + host.replaceFirst("^([^/:]+):\\d+", "$1");
    }

    private Mapping image(Mapping written, String path) {
        Mapping fields = written;
        if (fields.has("semverConstraint") && !fields.has("constraint")) {
            Value constraint = fields.members().get("semverConstraint");
            problems.warning(
                    fields.keyAt("semverConstraint"),
                    path + ".semverConstraint",
                    "was removed from Kargo; write constraint: " + constraint.plain());
            fields = fields.without("semverConstraint").with("constraint", constraint);
        }
        String url = fields.text("repoURL");
        String repository = withoutTag(url);
        if (!repository.equals(url)) {
            problems.warning(
                    fields.at("repoURL"),
                    path + ".repoURL",
                    "takes no tag or digest; read as repoURL: " + repository
                            + ". To follow one tag only, add imageSelectionStrategy: Digest and constraint: with that tag");
            fields = fields.with("repoURL", new Scalar(fields.at("repoURL"), repository));
        }
        return fields;
    }

    private static String withoutTag(String url) {
        int digest = url.indexOf('@');
        String rest = digest < 0 ? url : url.substring(0, digest);
        int tag = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        return tag > 0 ? rest.substring(0, tag) : rest;
    }
}
