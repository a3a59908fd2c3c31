package io.jenkins.plugins.kargo.engine.freight.url;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Spellings of Helm chart repository URLs. */
public final class ChartUrls {

    private static final String OCI = "oci://";

    private ChartUrls() {}

    /**
     * The form in which Kargo compares and hashes a chart repository's URL: without {@code oci://}, then as an
     * {@link ImageUrls#normalize image URL}, which most http(s) URLs are not: those come back in lower case. Kargo's
     * oddity is kept, because ids depend on it: the port of {@code https://host:port} without a path is taken for a tag
     * and dropped.
     */
    @NonNull
    public static String normalize(@NonNull String repoURL) {
        String text = UrlText.sanitize(repoURL);
        try {
            GoUrl.parse(UrlText.toBytes(text));
        } catch (UrlSyntaxException e) {
            return repoURL;
        }
        String lower = UrlText.lowerCase(text);
        return ImageUrls.normalize(lower.startsWith(OCI) ? lower.substring(OCI.length()) : lower);
    }
}
