package io.jenkins.plugins.kargo.engine.freight.semver;

/** How much of semver.org's grammar a text must follow. */
enum VersionSyntax {
    /** A leading v, missing minor and patch numbers and leading zeros in numbers are accepted. */
    COERCED,
    /** A leading v and missing minor and patch numbers are accepted. */
    SHORTENED,
    /** The grammar to the letter: {@code major.minor.patch[-prerelease][+metadata]}. */
    FULL;

    String describe() {
        return this == FULL
                ? "major.minor.patch[-prerelease][+metadata], without a leading v"
                : "[v]major[.minor[.patch]][-prerelease][+metadata]";
    }
}
