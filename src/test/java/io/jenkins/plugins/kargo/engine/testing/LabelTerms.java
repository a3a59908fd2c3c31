package io.jenkins.plugins.kargo.engine.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The label selector of a request, as the API server of Kubernetes reads it. */
record LabelTerms(List<String> terms) {
    private static final Pattern OF_SET = Pattern.compile("(\\S+) (in|notin) \\((.*)\\)");

    /** @param uri with {@code labelSelector=} or {@code selector=} in its query */
    static LabelTerms ofQuery(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String part : query.split("&")) {
            if (part.startsWith("labelSelector=") || part.startsWith("selector=")) {
                String text = URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8);
                return new LabelTerms(split(text));
            }
        }
        return new LabelTerms(List.of());
    }

    /** At the commas outside of parentheses. */
    private static List<String> split(String text) {
        List<String> terms = new ArrayList<>();
        for (String term : text.split(",(?![^(]*\\))")) {
            if (!term.isBlank()) {
                terms.add(term.strip());
            }
        }
        return terms;
    }

    boolean match(Map<String, String> labels) {
        return terms.stream().allMatch(term -> matches(term, labels));
    }

    private static boolean matches(String term, Map<String, String> labels) {
        Matcher set = OF_SET.matcher(term);
        if (set.matches()) {
            String value = labels.get(set.group(1));
            boolean in = value != null && List.of(set.group(3).split(",")).contains(value);
            return in == set.group(2).equals("in");
        }
        if (term.startsWith("!")) {
            return !labels.containsKey(term.substring(1));
        }
        int equals = term.indexOf('=');
        return equals < 0
                ? labels.containsKey(term)
                : term.substring(equals + 1).equals(labels.get(term.substring(0, equals)));
    }
}
