package io.jenkins.plugins.kargo.engine.promotion;

import java.util.Locale;

/** Names promotions as Kargo does: {@code <stage>.<ulid>.<first 7 of the freight>}, so that names sort by creation. */
final class PromotionNames {
    /** Of a Kubernetes object name. */
    private static final int MAX_LENGTH = 253;

    private static final int SHORT_FREIGHT = 7;
    /** What the ULID, the short freight and two dots leave for the stage. */
    private static final int MAX_STAGE = MAX_LENGTH - Ulids.LENGTH - 1 - SHORT_FREIGHT - 1;

    private final Ulids ulids;

    PromotionNames(Ulids ulids) {
        this.ulids = ulids;
    }

    /** @return empty when stage or freight is */
    String next(String stage, String freight) {
        if (stage.isEmpty() || freight.isEmpty()) {
            return "";
        }
        return (cut(stage, MAX_STAGE) + '.' + ulids.next() + '.' + cut(freight, SHORT_FREIGHT))
                .toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
