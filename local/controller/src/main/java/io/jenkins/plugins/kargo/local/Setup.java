package io.jenkins.plugins.kargo.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an administrator would have set up on a real controller: users, permissions, credentials and items. It is read
 * from an owner-only file at every start and on reload; the stand-in itself stores none of it.
 *
 * @param executors of the one node
 * @param bindings credential bindings of the plugin, for every project
 * @param plainHttpRegistries registries without TLS, separated by spaces
 * @param secrets of expressions, for every project
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Setup(
        int executors,
        List<UserAccount> users,
        List<Grant> grants,
        List<StoredCredential> credentials,
        List<ItemDefinition> items,
        List<Binding> bindings,
        String plainHttpRegistries,
        List<BoundSecret> secrets) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public static final Setup EMPTY =
            new Setup(2, List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of());

    public Setup {
        users = users == null ? List.of() : List.copyOf(users);
        grants = grants == null ? List.of() : List.copyOf(grants);
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
        items = items == null ? List.of() : List.copyOf(items);
        bindings = bindings == null ? List.of() : List.copyOf(bindings);
        plainHttpRegistries = plainHttpRegistries == null ? "" : plainHttpRegistries;
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
    }

    /** Without secrets of expressions. */
    public Setup(
            int executors,
            List<UserAccount> users,
            List<Grant> grants,
            List<StoredCredential> credentials,
            List<ItemDefinition> items,
            List<Binding> bindings,
            String plainHttpRegistries) {
        this(executors, users, grants, credentials, items, bindings, plainHttpRegistries, List.of());
    }

    public record UserAccount(String id, String password, List<String> groups) {
        public UserAccount {
            groups = groups == null ? List.of() : List.copyOf(groups);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A credential binding in the plugin's global configuration. */
    public record Binding(String urlPrefix, String credentialsId, boolean write, boolean plainHttp) {}

    /** A secret of expressions in the plugin's global configuration. */
    public record BoundSecret(String name, String key, String credentialsId) {}

    /**
     * @param who user id, group, {@code authenticated} or {@code anonymous}
     * @param item full name of an item at and below which it counts, empty for everywhere
     * @param permissions such as {@code Overall/Administer}, {@code Job/Read}, {@code Kargo/Promote}
     */
    public record Grant(String who, @CheckForNull String item, List<String> permissions) {}

    /**
     * @param folder full name of the folder whose items may use it, empty for all
     * @param kind usernamePassword, sshKey or secretText
     * @param host of the domain it is for, null for the global domain
     * @param passphrase of an sshKey, null when it has none
     */
    public record StoredCredential(
            String id,
            String kind,
            @CheckForNull String folder,
            @CheckForNull String username,
            String secret,
            @CheckForNull String scheme,
            @CheckForNull String host,
            @CheckForNull String passphrase) {
        /** Without a passphrase. */
        public StoredCredential(
                String id,
                String kind,
                @CheckForNull String folder,
                @CheckForNull String username,
                String secret,
                @CheckForNull String scheme,
                @CheckForNull String host) {
            this(id, kind, folder, username, secret, scheme, host, null);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * @param name full name; the folders above must be listed before
     * @param kind folder, multibranch or job
     * @param scm where the Jenkinsfile is; for a multibranch project the repository whose branches have jobs (on a real
     *     controller they are found there, and those that are listed get their {@code head})
     * @param script the Jenkinsfile itself, null when it comes from {@code scm}
     * @param head the branch or change request of a job inside a multibranch project
     */
    public record ItemDefinition(
            String name,
            String kind,
            @CheckForNull String script,
            @CheckForNull Scm scm,
            @CheckForNull Head head,
            boolean disabled) {}

    public record Scm(
            String url,
            String branch,
            @CheckForNull String credentialsId,
            @CheckForNull String jenkinsfile) {}

    public record Head(String name, boolean primary, boolean changeRequest) {}

    public static Setup read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), Setup.class) : EMPTY;
    }

    public void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        }
        JSON.writeValue(file.toFile(), this);
    }
}
