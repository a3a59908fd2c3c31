package io.jenkins.plugins.kargo.engine.discovery.git;

import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.discovery.selection.SemverFilter;
import io.jenkins.plugins.kargo.engine.discovery.selection.TagFilter;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.freight.ByteOrder;
import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.freight.pattern.Matcher;
import io.jenkins.plugins.kargo.engine.freight.pattern.Patterns;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import io.jenkins.plugins.kargo.engine.git.mirror.CommitRecord;
import io.jenkins.plugins.kargo.engine.git.mirror.TagRecord;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The decisions of a git subscription. Pure. Algorithms: Kargo's pkg/controller/git/commit. */
final class GitSelector {
    private static final int SUBJECT_BYTES = 80;
    private static final String ELLIPSIS = "...";

    private final Subscription.Git subscription;
    private final TagFilter tagNames;
    private final SemverFilter versions;
    private final Optional<Matcher> included;
    private final Optional<Matcher> excluded;
    private final Optional<Expression> expression;

    /** @throws IllegalArgumentException when the subscription cannot work, saying which field is wrong */
    GitSelector(Subscription.Git subscription) {
        this.subscription = subscription;
        tagNames = new TagFilter(subscription.allowTagsRegexes(), subscription.ignoreTagsRegexes());
        boolean bySemver = subscription.commitSelectionStrategy() == Subscription.CommitSelection.SemVer;
        versions = new SemverFilter(bySemver ? subscription.semverConstraint() : "", subscription.strictSemvers());
        included = paths("includePaths", subscription.includePaths());
        excluded = paths("excludePaths", subscription.excludePaths());
        expression = compile(subscription.expressionFilter());
    }

    private static Optional<Matcher> paths(String field, List<String> patterns) {
        try {
            return patterns.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Patterns.anyOf(
                            patterns.stream().map(Patterns::parsePath).toList()));
        } catch (InvalidPatternException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Expression> compile(String source) {
        try {
            return source.isBlank() ? Optional.empty() : Optional.of(Expression.parse(source));
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("expressionFilter: " + e.getMessage(), e);
        }
    }

    boolean hasPathFilter() {
        return included.isPresent() || excluded.isPresent();
    }

    /** Whether the same commit is judged alike at any time. */
    boolean isTimeless() {
        return !subscription.expressionFilter().contains("now");
    }

    /** One path that is included and not excluded is enough. */
    boolean matchesPaths(List<String> changed) {
        return changed.stream()
                .anyMatch(path -> included.map(matcher -> matcher.matches(path)).orElse(true)
                        && !excluded.map(matcher -> matcher.matches(path)).orElse(false));
    }

    boolean matches(CommitRecord commit) {
        return holds(() -> Map.of(
                "id", commit.id(),
                "commitDate", commit.commitDate().toZonedDateTime(),
                "author", commit.author(),
                "committer", commit.committer(),
                "subject", commit.subject()));
    }

    boolean matchesTagName(String tag) {
        boolean bySemver = subscription.commitSelectionStrategy() == Subscription.CommitSelection.SemVer;
        return tagNames.test(tag) && (!bySemver || versions.version(tag).isPresent());
    }

    boolean matches(TagRecord tag) {
        return holds(() -> Map.of(
                "tag", tag.tag(),
                "id", tag.commit().id(),
                "creatorDate", tag.creatorDate().toZonedDateTime(),
                "author", tag.commit().author(),
                "committer", tag.commit().committer(),
                "subject", tag.commit().subject(),
                "tagger", tag.tagger(),
                "annotation", tag.annotation()));
    }

    private boolean holds(java.util.function.Supplier<Map<String, Object>> variables) {
        try {
            return expression.isEmpty() || expression.get().evaluateCondition(Environment.of(variables.get()));
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("expressionFilter: " + e.getMessage(), e);
        }
    }

    /** @param tags newest creator date first */
    List<TagRecord> ordered(List<TagRecord> tags) {
        Predicate<TagRecord> wanted = this::matches;
        return switch (subscription.commitSelectionStrategy()) {
            case SemVer ->
                tags.stream()
                        .filter(wanted)
                        .sorted(Comparator.comparing(
                                tag -> versions.version(tag.tag()).orElseThrow(), Version.NEWEST_FIRST))
                        .toList();
            case Lexical ->
                tags.stream()
                        .filter(wanted)
                        .sorted(Comparator.comparing(TagRecord::tag, ByteOrder.OF_UTF8)
                                .reversed())
                        .toList();
            case NewestTag, NewestFromBranch -> tags.stream().filter(wanted).toList();
        };
    }

    DiscoveredArtifact.Commit discovered(CommitRecord commit) {
        return new DiscoveredArtifact.Commit(
                commit.id(),
                subscription.branch(),
                "",
                shorten(commit.subject()),
                commit.author(),
                commit.committer(),
                commit.commitDate());
    }

    DiscoveredArtifact.Commit discovered(TagRecord tag) {
        return new DiscoveredArtifact.Commit(
                tag.commit().id(),
                "",
                tag.tag(),
                shorten(tag.commit().subject()),
                tag.commit().author(),
                tag.commit().committer(),
                tag.creatorDate());
    }

    /** At most 80 bytes as in Kargo, but never half a character. */
    static String shorten(String subject) {
        if (subject.getBytes(StandardCharsets.UTF_8).length <= SUBJECT_BYTES) {
            return subject;
        }
        StringBuilder kept = new StringBuilder();
        int bytes = ELLIPSIS.length();
        for (int point : subject.codePoints().toArray()) {
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > SUBJECT_BYTES) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept + ELLIPSIS;
    }
}
