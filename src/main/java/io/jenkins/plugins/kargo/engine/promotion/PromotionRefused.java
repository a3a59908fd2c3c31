package io.jenkins.plugins.kargo.engine.promotion;

/** What was asked for is not possible or not allowed. Nothing was changed; the message is for people and says why. */
public class PromotionRefused extends Exception {
    private static final long serialVersionUID = 1;

    public PromotionRefused(String message) {
        super(message);
    }
}
