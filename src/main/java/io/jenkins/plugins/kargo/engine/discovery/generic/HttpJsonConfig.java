package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The config of an {@code http-json} subscription.
 *
 * @param items where the answer lists the versions
 * @param version the version's text in an item
 * @param metadata what else of an item becomes metadata, by name
 */
record HttpJsonConfig(
        URI url,
        ValuePath items,
        ValuePath version,
        Map<String, ValuePath> metadata,
        VersionSelection selection,
        Paging paging,
        boolean insecureSkipTLSVerify) {
    private static final URI NOWHERE = URI.create("https://nowhere.invalid/");

    /** What is wrong is noted in the fields; the result is then of no use. */
    static HttpJsonConfig read(@NonNull ConfigFields fields) {
        Map<String, ValuePath> metadata = new LinkedHashMap<>();
        fields.textMap("metadata").forEach((name, path) -> metadata.put(name, path(fields, "metadata." + name, path)));
        return new HttpJsonConfig(
                url(fields),
                path(fields, "items", fields.text("items", "$[*]")),
                path(fields, "version", fields.text("version", "$")),
                metadata,
                VersionSelection.of(fields),
                Paging.read(fields),
                fields.flag("insecureSkipTLSVerify", false));
    }

    private static URI url(ConfigFields fields) {
        String text = fields.required("url");
        if (text.isEmpty()) {
            return NOWHERE;
        }
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
            fields.problem("url", "must be an http(s) URL without user name; found '" + withoutUser(text) + "'");
        } catch (URISyntaxException e) {
            fields.problem("url", "is no URL: " + e.getReason());
        }
        return NOWHERE;
    }

    private static String withoutUser(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }

    private static ValuePath path(ConfigFields fields, String name, String source) {
        try {
            return ValuePath.parse(source);
        } catch (IllegalArgumentException e) {
            fields.problem(name, String.valueOf(e.getMessage()));
            return ValuePath.parse("$");
        }
    }
}
