package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Kargo's rule of which commits may be made again by a rebase without saying something untrue about who signed them. */
final class RebaseSafety {
    private RebaseSafety() {}

    /**
     * @param signature what git's {@code %G?} says: G good and trusted, N none, anything else untrusted
     * @param signing whether a rebase signs the commits that it makes
     */
    static boolean isSafe(@NonNull String signature, boolean signing) {
        return switch (signature) {
            case "G" -> signing;
            case "N" -> !signing;
            default -> false;
        };
    }
}
