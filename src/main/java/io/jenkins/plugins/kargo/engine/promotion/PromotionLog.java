package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where a promotion tells people what it does: the build log. Lines carry no line break. Safe for many threads. */
@FunctionalInterface
public interface PromotionLog {
    void line(@NonNull String line);
}
