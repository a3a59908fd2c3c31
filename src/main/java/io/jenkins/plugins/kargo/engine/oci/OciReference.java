package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Something in a registry.
 *
 * @param reference a tag or a digest
 */
public record OciReference(
        @NonNull RepositoryName repository, @NonNull String reference) {
    /**
     * @param text {@code [oci://]registry/path:tag} or {@code …@sha256:…}
     * @throws IllegalArgumentException saying what is wrong with it
     */
    @NonNull
    public static OciReference parse(@NonNull String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (at >= 0) {
            String digest = text.substring(at + 1);
            if (!Digests.isDigest(digest)) {
                throw new IllegalArgumentException("\"" + text + "\": what follows @ is no digest sha256:…");
            }
            // A tag before the digest says nothing more.
            String name = text.substring(0, at);
            int tag = name.lastIndexOf(':');
            return new OciReference(
                    RepositoryName.parse(tag > name.lastIndexOf('/') ? name.substring(0, tag) : name), digest);
        }
        if (colon <= text.lastIndexOf('/')) {
            throw new IllegalArgumentException("\"" + text + "\" has neither a tag nor a digest");
        }
        return new OciReference(RepositoryName.parse(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return repository + (Digests.isDigest(reference) ? "@" : ":") + reference;
    }
}
