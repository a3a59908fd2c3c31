package io.jenkins.plugins.kargo.engine.freight.semver;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A semantic version. The natural order is that of precedence, in which metadata and spelling do not count: {@code 1.0},
 * {@code v1.0.0} and {@code 1.0.0+b1} compare as 0 although they are not equal.
 *
 * @param major unsigned, as minor and patch: numbers up to 2^64-1 occur, so print them with
 *     {@link Long#toUnsignedString(long)}
 * @param prerelease without its hyphen, empty for a release
 * @param metadata without its plus sign, empty for none
 * @param original the text that was parsed
 */
public record Version(
        long major,
        long minor,
        long patch,
        @NonNull String prerelease,
        @NonNull String metadata,
        @NonNull String original)
        implements Comparable<Version> {

    /** Highest precedence first; of equal ones that with the greater original text first, as Kargo sorts tags. */
    public static final Comparator<Version> NEWEST_FIRST =
            Comparator.<Version>naturalOrder().thenComparing(Version::original).reversed();

    public Version {
        Objects.requireNonNull(prerelease);
        Objects.requireNonNull(metadata);
        Objects.requireNonNull(original);
    }

    /**
     * Reads a version leniently: a leading v, missing minor and patch numbers, and leading zeros are accepted.
     *
     * @throws InvalidVersionException if it is none
     */
    @NonNull
    public static Version parse(@NonNull String text) {
        return tryParse(text).orElseThrow(() -> invalid(text, VersionSyntax.COERCED));
    }

    /** As {@link #parse}, for texts that need not be versions, such as tags. */
    @NonNull
    public static Optional<Version> tryParse(@NonNull String text) {
        return VersionParser.parse(text, VersionSyntax.COERCED);
    }

    /**
     * Reads a version by the grammar of semver.org.
     *
     * @throws InvalidVersionException if it does not follow it
     */
    @NonNull
    public static Version parseStrict(@NonNull String text) {
        return VersionParser.parse(text, VersionSyntax.FULL).orElseThrow(() -> invalid(text, VersionSyntax.FULL));
    }

    /**
     * Reads a tag as Kargo does: leniently, and when strict then the tag without one leading v must also follow
     * semver.org's grammar.
     *
     * @return the version with the tag as its original, empty if the tag is none
     */
    @NonNull
    public static Optional<Version> ofTag(@NonNull String tag, boolean strict) {
        String bare = tag.startsWith("v") ? tag.substring(1) : tag;
        boolean refused =
                strict && VersionParser.parse(bare, VersionSyntax.FULL).isEmpty();
        return refused ? Optional.empty() : tryParse(tag);
    }

    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    /** The next patch version; for a pre-release the release that it leads to. */
    @NonNull
    public Version incrementPatch() {
        return isPrerelease() ? next(major, minor, patch) : next(major, minor, UnsignedNumber.increment(patch));
    }

    @NonNull
    public Version incrementMinor() {
        return next(major, UnsignedNumber.increment(minor), 0);
    }

    @NonNull
    public Version incrementMajor() {
        return next(UnsignedNumber.increment(major), 0, 0);
    }

    /**
     * This version with another pre-release; the empty text removes it.
     *
     * @throws InvalidVersionException if it is no pre-release
     */
    @NonNull
    public Version withPrerelease(@NonNull String newPrerelease) {
        if (!newPrerelease.isEmpty() && !Identifiers.isPrerelease(newPrerelease)) {
            throw new InvalidVersionException("\"" + newPrerelease + "\" is not a pre-release: use letters, digits and"
                    + " hyphens, separated by dots, and no number with a leading zero");
        }
        return spelledLikeThis(new Version(major, minor, patch, newPrerelease, metadata, ""));
    }

    /**
     * This version with other build metadata; the empty text removes them.
     *
     * @throws InvalidVersionException if they are no build metadata
     */
    @NonNull
    public Version withMetadata(@NonNull String newMetadata) {
        if (!newMetadata.isEmpty() && !Identifiers.isMetadata(newMetadata)) {
            throw new InvalidVersionException("\"" + newMetadata + "\" is not build metadata: use letters, digits and"
                    + " hyphens, separated by dots");
        }
        return spelledLikeThis(new Version(major, minor, patch, prerelease, newMetadata, ""));
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compareUnsigned(major, other.major);
        if (order == 0) {
            order = Long.compareUnsigned(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compareUnsigned(patch, other.patch);
        }
        if (order != 0) {
            return order;
        }
        if (isPrerelease() && other.isPrerelease()) {
            return Identifiers.comparePrereleases(prerelease, other.prerelease);
        }
        return Boolean.compare(other.isPrerelease(), isPrerelease());
    }

    /** The version written in full, without a leading v. */
    @Override
    public String toString() {
        return Long.toUnsignedString(major)
                + '.'
                + Long.toUnsignedString(minor)
                + '.'
                + Long.toUnsignedString(patch)
                + (prerelease.isEmpty() ? "" : '-' + prerelease)
                + (metadata.isEmpty() ? "" : '+' + metadata);
    }

    private Version next(long nextMajor, long nextMinor, long nextPatch) {
        return spelledLikeThis(new Version(nextMajor, nextMinor, nextPatch, "", "", ""));
    }

    private Version spelledLikeThis(Version v) {
        String spelling = (original.startsWith("v") ? "v" : "") + v;
        return new Version(v.major, v.minor, v.patch, v.prerelease, v.metadata, spelling);
    }

    private static InvalidVersionException invalid(String text, VersionSyntax syntax) {
        return new InvalidVersionException("\"" + text + "\" is not a semantic version: expected " + syntax.describe());
    }
}
