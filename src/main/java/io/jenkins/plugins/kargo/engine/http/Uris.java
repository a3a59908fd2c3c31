package io.jenkins.plugins.kargo.engine.http;

import java.net.URI;
import java.util.Locale;

/** What the gateway asks of URIs. */
final class Uris {
    private Uris() {}

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
