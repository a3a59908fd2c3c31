package io.jenkins.plugins.kargo.local.cluster;

/** Kubeconfigs as people have them. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    /** @param token of the user */
    static String plain(String server, String token) {
        return of("server: \"" + server + '"', "token: " + token);
    }

    /** @param cluster how the server is reached, and @param user who asks; in YAML's flow style without the braces */
    static String of(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: kargo}}]
                clusters: [{name: test, cluster: {%s}}]
                users:
                - name: kargo
                  user: {%s}
                """.formatted(cluster, user);
    }
}
