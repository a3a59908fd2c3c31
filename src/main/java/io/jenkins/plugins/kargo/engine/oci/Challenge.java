package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way of authentication that a WWW-Authenticate header offers (RFC 9110). @param scheme in lower case */
record Challenge(@NonNull String scheme, @NonNull Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("\\G[\\s,]*([A-Za-z0-9-]+)(?=\\s|,|$)(?!\\s*=)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[\\s,]*([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+))");

    /** Bearer before Basic, since registries that offer both limit anonymous Basic access. */
    static Optional<Challenge> preferred(List<String> headers) {
        Optional<Challenge> basic = Optional.empty();
        for (String header : headers) {
            int position = 0;
            while (position < header.length()) {
                Matcher scheme = SCHEME.matcher(header);
                if (!scheme.find(position)) {
                    break;
                }
                position = scheme.end();
                Map<String, String> parameters = new LinkedHashMap<>();
                Matcher parameter = PARAMETER.matcher(header);
                while (parameter.find(position)) {
                    String quoted = parameter.group(2);
                    parameters.put(
                            parameter.group(1).toLowerCase(Locale.ROOT),
                            quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
                    position = parameter.end();
                }
                Challenge challenge = new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters);
                if (challenge.scheme.equals("bearer")) {
                    return Optional.of(challenge);
                }
                if (challenge.scheme.equals("basic")) {
                    basic = Optional.of(challenge);
                }
            }
        }
        return basic;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
