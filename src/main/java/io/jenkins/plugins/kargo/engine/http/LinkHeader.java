package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Link headers (RFC 8288), as far as paging needs them. Pure; whatever a server sends is answered, in linear time: what is
 * no link ends the search in its header.
 */
public final class LinkHeader {
    private static final String NEXT = "next";
    private static final Pattern TARGET = Pattern.compile("[\\s,]*+<([^>]*+)>");
    private static final Pattern PARAMETER = Pattern.compile(
            "\\s*+;\\s*+([^\\s=;,<>\"]*+)\\s*+(?:=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,;\"]*+)))?+");

    private LinkHeader() {}

    /** The target of the first link whose relation is {@code next}, as it is written: it may be relative. */
    @NonNull
    public static Optional<String> next(@NonNull Collection<String> headers) {
        for (String header : headers) {
            Matcher target = TARGET.matcher(header);
            Matcher parameter = PARAMETER.matcher(header);
            int position = 0;
            while (target.region(position, header.length()).lookingAt()) {
                position = target.end();
                String relation = null;
                while (parameter.region(position, header.length()).lookingAt()) {
                    position = parameter.end();
                    // Only the first one counts, says the RFC.
                    if (relation == null && "rel".equalsIgnoreCase(parameter.group(1))) {
                        relation = value(parameter);
                    }
                }
                if (relation != null && isNext(relation)) {
                    return Optional.of(target.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group(2);
        return quoted == null ? text(parameter.group(3)) : quoted.replaceAll("\\\\(.)", "$1");
    }

    private static String text(@CheckForNull String value) {
        return value == null ? "" : value;
    }

    private static boolean isNext(String relation) {
        return List.of(relation.split("\\s+")).stream().anyMatch(NEXT::equalsIgnoreCase);
    }
}
