package io.jenkins.plugins.kargo.engine.freight.semver;

import java.util.List;
import java.util.stream.Collectors;

/** Comparisons that must all hold. Pre-releases are considered only when one of them names a pre-release. */
record TermGroup(List<Term> terms, boolean namesPrerelease) {

    TermGroup(List<Term> terms) {
        this(List.copyOf(terms), terms.stream().anyMatch(t -> t.bound().isPrerelease()));
    }

    boolean accepts(Version version, boolean includePrereleases) {
        return (!version.isPrerelease() || includePrereleases || namesPrerelease)
                && terms.stream().allMatch(t -> t.accepts(version));
    }

    @Override
    public String toString() {
        return terms.stream().map(Term::text).collect(Collectors.joining(" "));
    }
}
