package io.jenkins.plugins.kargo.engine.freight.semver;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A version constraint: groups separated by {@code ||}, in each of them comparisons separated by a comma or spaces
 * ({@code =, !=, >, <, >=, <=, ~, ~>, ^}, hyphen ranges {@code 1.2 - 1.4}, wildcards {@code 1.x}). Immutable, safe for
 * any thread.
 */
public final class Constraint {

    private final List<TermGroup> groups;

    Constraint(List<TermGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /**
     * Reads a constraint; the empty text is none.
     *
     * @throws InvalidConstraintException if the text is none
     */
    @NonNull
    public static Constraint parse(@NonNull String text) {
        return ConstraintParser.parse(text);
    }

    /** Whether one of the groups holds. A pre-release only matches a group in which a pre-release is named. */
    public boolean matches(@NonNull Version version) {
        return matches(version, false);
    }

    /**
     * As {@link #matches(Version)}, with the choice to treat pre-releases like releases.
     *
     * @param includePrereleases whether pre-releases match as if every group named one
     */
    public boolean matches(@NonNull Version version, boolean includePrereleases) {
        return groups.stream().anyMatch(g -> g.accepts(version, includePrereleases));
    }

    List<TermGroup> groups() {
        return groups;
    }

    /** The constraint in a uniform spelling that means the same. */
    @Override
    public String toString() {
        return groups.stream().map(TermGroup::toString).collect(Collectors.joining(" || "));
    }
}
