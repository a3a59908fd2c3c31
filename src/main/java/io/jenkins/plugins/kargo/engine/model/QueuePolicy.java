package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.Optional;

/** What a new promotion means for those of the same stage, and of Freight of the same Warehouse, that came before it. */
public enum QueuePolicy {
    /** One after the other, as in Kargo. */
    ALL("all"),
    /** Those that still wait for their turn are dropped. */
    NEWEST("newest"),
    /** Those that still wait are dropped, and the one that runs is aborted. */
    CANCEL_RUNNING("cancel-running");

    private final String text;

    QueuePolicy(String text) {
        this.text = text;
    }

    /** As manifests write it. */
    @NonNull
    public String text() {
        return text;
    }

    @NonNull
    public static Optional<QueuePolicy> of(@CheckForNull String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }
}
