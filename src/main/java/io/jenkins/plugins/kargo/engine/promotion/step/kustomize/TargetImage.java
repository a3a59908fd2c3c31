package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * What an image is to become; {@code *} keeps what the kustomization has, empty takes it away.
 *
 * @param name as the manifests have it
 */
public record TargetImage(
        @NonNull String name,
        @NonNull String newName,
        @NonNull String newTag,
        @NonNull String digest) implements Serializable {
    static final String KEEP = "*";

    /** For commit messages. */
    @NonNull
    String reference() {
        String reference = newName.isEmpty() ? name : newName;
        if (!newTag.isEmpty()) {
            reference += ':' + newTag;
        }
        return digest.isEmpty() ? reference : reference + '@' + digest;
    }
}
