package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;

/** Image references as senders write them. */
final class ImageText {
    private ImageText() {}

    /** @param reference with or without tag or digest. @param tag when the sender says it elsewhere, else empty */
    static RepositoryChange.Image of(@NonNull String reference, @NonNull String tag) {
        String name = reference.replaceFirst("^https?://", "");
        int digest = name.indexOf('@');
        name = digest < 0 ? name : name.substring(0, digest);
        int colon = name.lastIndexOf(':');
        if (colon <= name.lastIndexOf('/')) {
            return new RepositoryChange.Image(name, tag);
        }
        return new RepositoryChange.Image(name.substring(0, colon), tag.isEmpty() ? name.substring(colon + 1) : tag);
    }
}
