package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.LinkHeader;
import io.jenkins.plugins.kargo.engine.http.Uris;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How a list goes on behind the first page: by a link that the answer's header or body has, by a token in the body that a
 * parameter of the query takes, or by counting. Pure.
 *
 * @param byLink by the header {@code Link} with {@code rel="next"}
 * @param next where the body has the next page's address or token, null when it does not
 * @param parameter of the query, empty for none
 * @param firstPage the number of the first page, when pages are counted
 * @param maxPages so many are read at most
 */
record Paging(boolean byLink, @CheckForNull ValuePath next, String parameter, int firstPage, int maxPages) {
    private static final String LINK = "link";
    private static final int DEFAULT_PAGES = 10;
    private static final int MOST_PAGES = 100;

    /** What is wrong is noted in the fields; the result is then of no use. */
    static Paging read(@NonNull ConfigFields fields) {
        String next = fields.text("next", "");
        String parameter = fields.text("pageParameter", "");
        boolean byLink = next.equals(LINK);
        ValuePath path = null;
        if (!byLink && !next.isEmpty()) {
            try {
                path = ValuePath.parse(next);
            } catch (IllegalArgumentException e) {
                fields.problem("next", "must be link, for the header of that name, or a JSONPath: " + e.getMessage());
            }
        }
        if (byLink && !parameter.isEmpty()) {
            fields.problem("pageParameter", "does not go with next: link, which is a whole address");
        }
        int first = fields.whole("firstPage", 1, 0, 1);
        int most = fields.whole("maxPages", DEFAULT_PAGES, 1, MOST_PAGES);
        return new Paging(byLink, path, parameter, first, most);
    }

    /** Whether a server that does not know the parameter would give the first page again and again. */
    boolean isCounted() {
        return !byLink && next == null && !parameter.isEmpty();
    }

    /**
     * The page after one that was read, null when that was the last.
     *
     * @param page whose answer it is
     * @param read how many pages were read, this one included
     * @param links values of the header Link
     * @param document the answer
     * @throws IOException when what it names is no address, or one of another server
     */
    @CheckForNull
    URI after(@NonNull URI page, int read, @NonNull List<String> links, @CheckForNull Object document)
            throws IOException {
        String target = "";
        if (byLink) {
            target = LinkHeader.next(links).orElse("");
        } else if (next != null) {
            target = HttpJsonSubscriber.text(next.first(document));
        } else if (!parameter.isEmpty()) {
            target = String.valueOf(firstPage + read);
        }
        if (target.isEmpty()) {
            return null;
        }
        return parameter.isEmpty() ? linked(page, target) : withParameter(page, target);
    }

    /** The credential is for this server. */
    private static URI linked(URI page, String target) throws IOException {
        URI linked;
        try {
            linked = Uris.resolve(page, target);
        } catch (IllegalArgumentException e) {
            throw new IOException("the next page that the answer names is no address", e);
        }
        boolean same = page.getScheme().equalsIgnoreCase(linked.getScheme())
                && page.getRawAuthority().equalsIgnoreCase(linked.getRawAuthority());
        if (!same) {
            throw new IOException("the next page that the answer names is of another server: " + linked.getHost());
        }
        return linked;
    }

    private URI withParameter(URI page, String value) {
        String name = encoded(parameter);
        List<String> query = new ArrayList<>();
        if (page.getRawQuery() != null) {
            for (String pair : page.getRawQuery().split("&")) {
                if (!pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + '=')) {
                    query.add(pair);
                }
            }
        }
        query.add(name + '=' + encoded(value));
        String address = page.toString();
        int mark = address.indexOf('?');
        return URI.create((mark < 0 ? address : address.substring(0, mark)) + '?' + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
