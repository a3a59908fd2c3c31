package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Argo CD was asked to do with an Application.
 *
 * @param initiatedBy user name, empty for Argo CD itself
 * @param info what the one who asked noted with it
 */
public record Operation(
        @NonNull String initiatedBy, @NonNull Map<String, String> info) {
    /** The note that names the promotion for which an operation was started. */
    public static final String PROMOTION = "kargo.akuity.io/promotion";

    static Operation of(Tree operation) {
        Map<String, String> info = new LinkedHashMap<>();
        operation.list("info").forEach(one -> info.putIfAbsent(one.text("name"), one.text("value")));
        return new Operation(operation.at("initiatedBy").text("username"), info);
    }

    /** Whether a promotion, of Kargo's or of ours, started it. */
    public boolean isOfAPromotion() {
        return info.containsKey(PROMOTION);
    }

    public boolean isOf(@NonNull String promotion) {
        return promotion.equals(info.get(PROMOTION));
    }
}
