package io.jenkins.plugins.kargo.engine.discovery.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.semver.Constraint;
import io.jenkins.plugins.kargo.engine.freight.semver.InvalidConstraintException;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which texts are versions within a constraint, and which of them is newest. */
public final class SemverFilter {
    private final Optional<Constraint> constraint;
    private final boolean strict;

    /**
     * @param constraint empty for any version
     * @param strict whether only full versions of semver.org count, after one leading v
     * @throws IllegalArgumentException when the constraint cannot be read
     */
    public SemverFilter(@NonNull String constraint, boolean strict) {
        try {
            this.constraint = constraint.isBlank() ? Optional.empty() : Optional.of(Constraint.parse(constraint));
        } catch (InvalidConstraintException e) {
            throw new IllegalArgumentException("error parsing semver constraint: " + e.getMessage(), e);
        }
        this.strict = strict;
    }

    /** The version that a text is, empty when it is none or outside of the constraint. */
    @NonNull
    public Optional<Version> version(@NonNull String text) {
        return Version.ofTag(text, strict).filter(this::matches);
    }

    public boolean matches(@NonNull Version version) {
        return constraint.isEmpty() || constraint.get().matches(version);
    }

    /** The texts that fit, newest version first; of equal versions the greater text first. */
    @NonNull
    public List<String> newestFirst(@NonNull Collection<String> texts) {
        return texts.stream()
                .map(this::version)
                .flatMap(Optional::stream)
                .sorted(Version.NEWEST_FIRST)
                .map(Version::original)
                .toList();
    }
}
