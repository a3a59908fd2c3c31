package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import jenkins.model.CauseOfInterruption;

/** A build ends because somebody aborted its promotion on the page, in the REST API or by the CLI. */
public class PromotionAborted extends CauseOfInterruption {
    private static final long serialVersionUID = 1;

    private final String words;

    PromotionAborted(@NonNull String words) {
        this.words = words;
    }

    @Override
    public String getShortDescription() {
        return words;
    }
}
