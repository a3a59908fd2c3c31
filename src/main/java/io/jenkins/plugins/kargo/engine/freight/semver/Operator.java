package io.jenkins.plugins.kargo.engine.freight.semver;

import java.util.List;

/**
 * What a constraint asks of a version in relation to its bound. The rules, with every oddity for versions that leave
 * numbers out, are those of Masterminds/semver, because they decide which artifacts are selected.
 */
enum Operator {
    EQUAL("=") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return precision == Precision.PATCH ? v.compareTo(bound) == 0 : TILDE.accepts(v, bound, precision);
        }
    },
    NOT_EQUAL("!=") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return switch (precision) {
                case NONE, PATCH -> v.compareTo(bound) != 0;
                case MAJOR -> v.major() != bound.major();
                case MINOR ->
                    v.major() != bound.major()
                            || v.minor() != bound.minor()
                            || Identifiers.comparePrereleases(v.prerelease(), bound.prerelease()) != 0;
            };
        }
    },
    GREATER(">") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return switch (precision) {
                case NONE, PATCH -> v.compareTo(bound) > 0;
                case MAJOR -> Long.compareUnsigned(v.major(), bound.major()) > 0;
                case MINOR -> compareMinor(v, bound) > 0;
            };
        }
    },
    LESS("<") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return v.compareTo(bound) < 0;
        }
    },
    AT_LEAST(">=", "=>") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return v.compareTo(bound) >= 0;
        }
    },
    AT_MOST("<=", "=<") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            return switch (precision) {
                case PATCH -> v.compareTo(bound) <= 0;
                case MAJOR -> Long.compareUnsigned(v.major(), bound.major()) <= 0;
                case NONE, MINOR -> compareMinor(v, bound) <= 0;
            };
        }
    },
    TILDE("~", "~>") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            if (v.compareTo(bound) < 0) {
                return false;
            }
            boolean given = precision == Precision.MAJOR || precision == Precision.MINOR;
            if (!given && bound.major() == 0 && bound.minor() == 0 && bound.patch() == 0) {
                return true;
            }
            return v.major() == bound.major() && (precision == Precision.MAJOR || v.minor() == bound.minor());
        }
    },
    CARET("^") {
        @Override
        boolean accepts(Version v, Version bound, Precision precision) {
            if (v.compareTo(bound) < 0 || v.major() != bound.major()) {
                return false;
            }
            if (bound.major() != 0 || precision == Precision.MAJOR) {
                return true;
            }
            if (v.minor() != bound.minor()) {
                return false;
            }
            return bound.minor() != 0 || precision == Precision.MINOR || v.patch() == bound.patch();
        }
    };

    private final String symbol;
    private final String otherSymbol;

    Operator(String symbol) {
        this(symbol, symbol);
    }

    Operator(String symbol, String otherSymbol) {
        this.symbol = symbol;
        this.otherSymbol = otherSymbol;
    }

    /** The ways to write the operator. */
    List<String> symbols() {
        return List.of(symbol, otherSymbol);
    }

    /** @param bound with 0 for the numbers that are not given */
    abstract boolean accepts(Version v, Version bound, Precision precision);

    private static int compareMinor(Version v, Version bound) {
        int major = Long.compareUnsigned(v.major(), bound.major());
        return major != 0 ? major : Long.compareUnsigned(v.minor(), bound.minor());
    }
}
