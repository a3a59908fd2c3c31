package io.jenkins.plugins.kargo.engine.kube;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads kubeconfigs. Programs ({@code exec}, {@code auth-provider}) and files that one names would be the controller's:
 * whoever may create a credential could run or read anything there, so they are refused. That is why the client library's
 * own reader, which runs programs while it reads, is not used.
 */
public final class Kubeconfig {
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final String EMBED = "; embed what it holds: kubectl config view --raw --flatten --minify";

    private final Map<?, ?> document;

    private Kubeconfig(Map<?, ?> document) {
        this.document = document;
    }

    /** Whether a secret text is one, and not a token. */
    public static boolean isOne(@NonNull SecretText text) {
        String content = text.reveal();
        return content.contains("clusters") && (content.contains("\n") || content.startsWith("{"));
    }

    /** @return how to reach the cluster of its current context */
    @NonNull
    public static ClusterAccess read(@NonNull SecretText text) throws KubeconfigException {
        return new Kubeconfig(parse(text.reveal())).current();
    }

    private static Map<?, ?> parse(String text) throws KubeconfigException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMaxAliasesForCollections(10);
        try {
            Object value = new Yaml(new SafeConstructor(options)).load(text);
            if (value instanceof Map<?, ?> map) {
                return map;
            }
        } catch (MarkedYAMLException e) {
            // The library's own message shows the line, which may be the secret.
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new KubeconfigException("The kubeconfig is not valid YAML (line " + line + ")");
        } catch (YAMLException | IllegalArgumentException e) {
            // The second for a tag that is none.
            throw new KubeconfigException("The kubeconfig is not valid YAML");
        }
        throw new KubeconfigException("The kubeconfig is not a mapping with clusters, users and contexts");
    }

    private ClusterAccess current() throws KubeconfigException {
        Map<?, ?> context = map(context(), "context");
        Map<?, ?> cluster = map(named("clusters", text(context, "cluster")), "cluster");
        String userName = text(context, "user");
        Map<?, ?> user = userName.isEmpty() ? Map.of() : map(named("users", userName), "user");
        refuse(user, "users[" + userName + "].user");
        String at = "clusters[" + text(context, "cluster") + "].cluster";
        refuseFile(cluster, "certificate-authority", at);
        refuse(cluster, "tls-server-name", at, "is not supported");
        return new ClusterAccess(
                server(cluster, at),
                text(cluster, "certificate-authority-data"),
                Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify")),
                text(cluster, "proxy-url"),
                secret(user, "token"),
                secret(user, "password"),
                text(user, "username"),
                text(user, "client-certificate-data"),
                secret(user, "client-key-data"),
                text(user, "as"),
                texts(user.get("as-groups")));
    }

    private Map<?, ?> context() throws KubeconfigException {
        String current = text(document, "current-context");
        List<Map<?, ?>> contexts = maps("contexts");
        if (current.isEmpty() && contexts.size() == 1) {
            return contexts.get(0);
        }
        if (current.isEmpty()) {
            throw new KubeconfigException("The kubeconfig has no current-context, so it does not say which of its "
                    + contexts.size() + " contexts is meant");
        }
        return named("contexts", current);
    }

    private static void refuse(Map<?, ?> user, String at) throws KubeconfigException {
        String instead = "is refused: it would run on the Jenkins controller. Use the token of a service account "
                + "instead (kubectl create token, or a Secret of the type kubernetes.io/service-account-token)";
        refuse(user, "exec", at, instead);
        refuse(user, "auth-provider", at, instead);
        refuseFile(user, "tokenFile", at);
        refuseFile(user, "client-certificate", at);
        refuseFile(user, "client-key", at);
    }

    private static void refuseFile(Map<?, ?> holder, String key, String at) throws KubeconfigException {
        refuse(holder, key, at, "is refused: it would be a file of the Jenkins controller" + EMBED);
    }

    private static void refuse(Map<?, ?> holder, String key, String at, String why) throws KubeconfigException {
        if (holder.get(key) != null) {
            throw new KubeconfigException("The kubeconfig's " + at + '.' + key + ' ' + why);
        }
    }

    private static URI server(Map<?, ?> cluster, String at) throws KubeconfigException {
        String text = text(cluster, "server");
        try {
            URI server = URI.create(text);
            if (server.getHost() != null) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the text.
        }
        throw new KubeconfigException("The kubeconfig's " + at + ".server is not a URL such as https://10.0.0.1:6443");
    }

    private Map<?, ?> named(String list, String name) throws KubeconfigException {
        for (Map<?, ?> each : maps(list)) {
            if (text(each, "name").equals(name)) {
                return each;
            }
        }
        throw new KubeconfigException("The kubeconfig has no " + name + " in " + list);
    }

    private List<Map<?, ?>> maps(String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (document.get(key) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static Map<?, ?> map(Map<?, ?> holder, String key) {
        return holder.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> holder, String key) {
        Object value = holder.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    @CheckForNull
    private static SecretText secret(Map<?, ?> holder, String key) {
        String value = text(holder, key);
        return value.isEmpty() ? null : new SecretText(value);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
