package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.SemverFilter;
import io.jenkins.plugins.kargo.engine.discovery.selection.TagFilter;
import io.jenkins.plugins.kargo.engine.freight.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the listed versions count, and in which order. Pure. */
final class VersionSelection {
    /** How versions are put in order. */
    enum Strategy {
        /** As the server lists them: the first is the newest. */
        AsListed,
        /** The highest semantic version first; what is none does not count. */
        SemVer,
        /** By characters, the greatest first. */
        Lexical
    }

    private final Strategy strategy;
    private final TagFilter filter;
    private final SemverFilter semver;

    private VersionSelection(Strategy strategy, TagFilter filter, SemverFilter semver) {
        this.strategy = strategy;
        this.filter = filter;
        this.semver = semver;
    }

    /** Reads its fields; what is wrong is noted there, and the selection then selects everything. */
    static VersionSelection of(@NonNull ConfigFields fields) {
        Strategy strategy = strategy(fields);
        String constraint = fields.text("semverConstraint", "");
        boolean strict = fields.flag("strictSemvers", true);
        List<String> allowed = fields.texts("allowVersionsRegexes");
        List<String> ignored = fields.texts("ignoreVersionsRegexes");
        fields.check("semverConstraint", constraint, text -> new SemverFilter(text, strict));
        fields.check("allowVersionsRegexes", allowed, regexes -> new TagFilter(regexes, List.of()));
        fields.check("ignoreVersionsRegexes", ignored, regexes -> new TagFilter(List.of(), regexes));
        if (!constraint.isEmpty() && strategy != Strategy.SemVer) {
            fields.problem("semverConstraint", "needs selectionStrategy: SemVer");
        }
        return fields.isRightSoFar()
                ? new VersionSelection(strategy, new TagFilter(allowed, ignored), new SemverFilter(constraint, strict))
                : new VersionSelection(
                        Strategy.AsListed, new TagFilter(List.of(), List.of()), new SemverFilter("", true));
    }

    private static Strategy strategy(ConfigFields fields) {
        String name = fields.text("selectionStrategy", Strategy.AsListed.name());
        return Arrays.stream(Strategy.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    String allowed =
                            Stream.of(Strategy.values()).map(Enum::name).collect(Collectors.joining(", "));
                    fields.problem("selectionStrategy", "must be one of " + allowed + "; found '" + name + "'");
                    return Strategy.AsListed;
                });
    }

    boolean isAsListed() {
        return strategy == Strategy.AsListed;
    }

    /** Whether nothing that is listed after these can be better than the best so many of them. */
    boolean isEnough(@NonNull Collection<String> listed, int limit) {
        return isAsListed() && listed.stream().filter(filter).count() >= limit;
    }

    /** Best first. @param listed without duplicates */
    List<String> bestFirst(@NonNull Collection<String> listed) {
        List<String> fitting = new ArrayList<>(listed.stream().filter(filter).toList());
        return switch (strategy) {
            case AsListed -> fitting;
            case SemVer -> semver.newestFirst(fitting);
            case Lexical -> {
                fitting.sort(ByteOrder.OF_UTF8.reversed());
                yield fitting;
            }
        };
    }
}
