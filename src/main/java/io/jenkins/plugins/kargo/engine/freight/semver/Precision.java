package io.jenkins.plugins.kargo.engine.freight.semver;

/** Which numbers of a constraint's version are given; the rest is missing, or x, X or *. */
enum Precision {
    /** Not even the major number: {@code *}. */
    NONE,
    MAJOR,
    MINOR,
    PATCH
}
