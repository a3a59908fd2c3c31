package io.jenkins.plugins.kargo.engine.freight.semver;

import java.util.Optional;

/**
 * The version of a comparison, in which numbers may be missing or x, X or *.
 *
 * @param bound with 0 in the place of what is not given
 */
record PartialVersion(Version bound, Precision precision) {

    /** Empty if a number is neither a number nor a wildcard, or the pre-release is malformed. */
    static Optional<PartialVersion> parse(String written) {
        String bare = written.startsWith("v") ? written.substring(1) : written;
        int plus = bare.indexOf('+');
        String core = plus < 0 ? bare : bare.substring(0, plus);
        int hyphen = core.indexOf('-');
        String prerelease = hyphen < 0 ? "" : core.substring(hyphen);
        String[] numbers = (hyphen < 0 ? core : core.substring(0, hyphen)).split("\\.", -1);
        Precision precision = precision(numbers);
        String bound =
                switch (precision) {
                    case NONE -> "0.0.0" + prerelease;
                    case MAJOR -> numbers[0] + ".0.0" + prerelease;
                    case MINOR -> numbers[0] + '.' + numbers[1] + ".0" + prerelease;
                    case PATCH -> written;
                };
        return Version.tryParse(bound).map(v -> new PartialVersion(v, precision));
    }

    private static Precision precision(String[] numbers) {
        if (isWildcard(numbers[0])) {
            return Precision.NONE;
        }
        if (numbers.length < 2 || isWildcard(numbers[1])) {
            return Precision.MAJOR;
        }
        return numbers.length < 3 || isWildcard(numbers[2]) ? Precision.MINOR : Precision.PATCH;
    }

    private static boolean isWildcard(String number) {
        return number.equals("x") || number.equals("X") || number.equals("*");
    }
}
