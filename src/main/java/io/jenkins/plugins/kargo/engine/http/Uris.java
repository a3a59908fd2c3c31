package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.Locale;

/** What the gateways ask of URIs. */
public final class Uris {
    private Uris() {}

    /**
     * What a reference means that stands in an answer, such as a redirect or the link to another page. Unlike {@link
     * URI#resolve(String)} it keeps the path for one that has a query only, as RFC 3986 says.
     *
     * @throws IllegalArgumentException when it is no reference
     */
    @NonNull
    public static URI resolve(@NonNull URI base, @NonNull String reference) {
        if (!reference.startsWith("?")) {
            return base.resolve(reference);
        }
        String address = base.toString().replaceFirst("[?#].*$", "");
        return URI.create(address + reference);
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    /** Scheme, host and port: what the limits count by, and what credentials stay within. */
    static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + ':' + port(uri);
    }

    /** For messages: the query may hold signatures, the user info a password. */
    static String withoutQuery(URI uri) {
        String text = uri.toString();
        int end = text.indexOf('?');
        String shown = end < 0 ? text : text.substring(0, end);
        return uri.getRawUserInfo() == null ? shown : shown.replace(uri.getRawUserInfo() + "@", "");
    }
}
