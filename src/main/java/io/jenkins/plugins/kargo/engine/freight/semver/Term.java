package io.jenkins.plugins.kargo.engine.freight.semver;

/**
 * One comparison of a constraint, such as {@code >= 1.2}.
 *
 * @param text the comparison as written, without the space between operator and version
 */
record Term(Operator operator, Version bound, Precision precision, String text) {

    boolean accepts(Version version) {
        return operator.accepts(version, bound, precision);
    }
}
