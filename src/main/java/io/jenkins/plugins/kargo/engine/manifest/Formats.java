package io.jenkins.plugins.kargo.engine.manifest;

import com.google.re2j.Pattern;
import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.freight.pattern.Patterns;
import io.jenkins.plugins.kargo.engine.freight.semver.Constraint;
import io.jenkins.plugins.kargo.engine.freight.semver.InvalidConstraintException;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The spellings that Kargo's schemas prescribe, checked in linear time however long the text. Each check returns what is
 * wanted, empty when the text is that.
 */
final class Formats {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern SHORT_NAME = Pattern.compile(LABEL);
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z_]\\w*");
    private static final Pattern BRANCH = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9._/-]*[a-zA-Z0-9_-])?");
    private static final Pattern HTTP_OR_SSH =
            Pattern.compile("(ssh|https?)://([\\w-]+(:.+)?@)?[\\w-]+(\\.[\\w-]+)*(:\\d{1,5})?/.*");
    private static final Pattern SCP = Pattern.compile("[\\w-]+@[\\w+]+(\\.[\\w-]+)*:.*");
    private static final Pattern IMAGE =
            Pattern.compile("(\\w+([.-]\\w+)*(:\\d+)?/)?\\w+([.-]\\w+)*(/\\w+([.-]\\w+)*)*");
    private static final Pattern CHART = Pattern.compile("(https?|oci)://[\\w.-]+(:\\d*)?(/.*)?");
    private static final Pattern PLATFORM = Pattern.compile("\\w+/\\w+(/\\w+)?");
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_BRANCH = 255;

    private Formats() {}

    @FunctionalInterface
    interface Format {
        /** @return what the text should be, empty when it is that */
        Optional<String> problem(String text);
    }

    private static Optional<String> expect(boolean fits, String wanted) {
        return fits ? Optional.empty() : Optional.of(wanted);
    }

    static Optional<String> name(String text) {
        return expect(
                text.length() <= LONGEST_NAME && NAME.matcher(text).matches(),
                "a name of lower-case letters, digits, '-' and '.', with a letter or digit at both ends, of at most "
                        + LONGEST_NAME + " characters");
    }

    static Optional<String> subscriptionName(String text) {
        return expect(
                text.length() <= LONGEST_LABEL && SHORT_NAME.matcher(text).matches(),
                "a name of lower-case letters, digits and '-', with a letter or digit at both ends, of at most "
                        + LONGEST_LABEL + " characters");
    }

    static Optional<String> variable(String text) {
        return expect(
                VARIABLE.matcher(text).matches(), "a name of letters, digits and '_' that does not begin with a digit");
    }

    static Optional<String> nonEmpty(String text) {
        return expect(!text.isEmpty(), "text that is not empty");
    }

    static Optional<String> gitUrl(String text) {
        return expect(
                HTTP_OR_SSH.matcher(text).matches() || SCP.matcher(text).matches(),
                "the URL of a git repository such as https://git.example.com/team/repo.git");
    }

    static Optional<String> branch(String text) {
        return expect(
                text.length() <= LONGEST_BRANCH && BRANCH.matcher(text).matches(),
                "a branch name of letters, digits and . _ / - that begins with a letter or digit");
    }

    static Optional<String> image(String text) {
        return expect(
                IMAGE.matcher(text).matches(),
                "an image repository without tag or digest such as registry.example.com/team/app");
    }

    static Optional<String> chartUrl(String text) {
        return expect(
                CHART.matcher(text).matches(),
                "the URL of a chart repository such as https://charts.example.com or oci://registry.example.com/app");
    }

    static Optional<String> platform(String text) {
        return expect(PLATFORM.matcher(text).matches(), "a platform such as linux/amd64 or linux/arm64/v8");
    }

    static Optional<String> duration(String text) {
        return expect(GoDurations.findKargo(text).isPresent(), "a duration such as 30s, 5m or 1h30m");
    }

    static Optional<String> goDuration(String text) {
        return expect(GoDurations.findGo(text).isPresent(), "a duration such as 500ms, 30s, 5m or 1h30m");
    }

    static Optional<String> time(String text) {
        try {
            OffsetDateTime.parse(text);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("a time in RFC 3339 such as 2026-01-31T08:00:00Z");
        }
    }

    static Optional<String> semverConstraint(String text) {
        try {
            if (!text.isEmpty()) {
                Constraint.parse(text);
            }
            return Optional.empty();
        } catch (InvalidConstraintException e) {
            return Optional.of("a version constraint such as ^1.2.0 or >=1.0.0 <2.0.0");
        }
    }

    static Optional<String> regularExpression(String text) {
        return pattern(() -> Patterns.parseName("regex:" + text), "a regular expression (RE2)");
    }

    static Optional<String> namePattern(String text) {
        int colon = text.indexOf(':');
        if (colon >= 0 && !List.of("glob", "regex", "regexp").contains(text.substring(0, colon))) {
            return Optional.of("a name, or a pattern that begins with glob: or regex:");
        }
        return pattern(() -> Patterns.parseName(text), "a name, or a valid pattern after glob: or regex:");
    }

    static Optional<String> pathPattern(String text) {
        return pattern(() -> Patterns.parsePath(text), "a path, or a valid pattern after glob: or regex:");
    }

    private static Optional<String> pattern(Runnable compile, String wanted) {
        try {
            compile.run();
            return Optional.empty();
        } catch (InvalidPatternException e) {
            return Optional.of(wanted + " (" + e.getMessage() + ")");
        }
    }
}
