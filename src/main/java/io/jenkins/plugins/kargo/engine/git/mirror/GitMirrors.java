package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The mirrors of one controller: one directory for each remote and credential, so that no caller sees another's. */
public final class GitMirrors {
    private static final Logger LOGGER = Logger.getLogger(GitMirrors.class.getName());
    private static final String SUFFIX = ".git";

    private final Path cacheDirectory;
    private final MirrorSettings settings;
    private final GitUsage usage = new GitUsage();
    private final Map<Path, MirrorDirectory> directories = new ConcurrentHashMap<>();

    /** @param cacheDirectory created when absent; its content may be deleted while nothing runs */
    public GitMirrors(@NonNull Path cacheDirectory, @NonNull MirrorSettings settings) {
        this.cacheDirectory = cacheDirectory;
        this.settings = settings;
    }

    @NonNull
    public GitUsage usage() {
        return usage;
    }

    /** Opens the mirror of a remote; asks nothing of it yet. @throws GitException when the URL may not be used */
    @NonNull
    public GitMirror open(@NonNull GitRemote remote) throws GitException {
        MirrorDirectory directory = directory(cacheDirectory.resolve(key(remote) + SUFFIX));
        try {
            Files.createDirectories(cacheDirectory);
        } catch (IOException e) {
            throw new GitException("The directory " + cacheDirectory + " for mirrors cannot be made", e);
        }
        return new GitMirror(directory, remote, settings, usage);
    }

    private MirrorDirectory directory(Path path) {
        return directories.computeIfAbsent(path, any -> new MirrorDirectory(any, usage));
    }

    /** Deletes the mirrors that nobody has asked for since; those in use are left alone. */
    public void prune(@NonNull Instant unusedSince) {
        if (!Files.isDirectory(cacheDirectory)) {
            return;
        }
        try (Stream<Path> paths = Files.list(cacheDirectory)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(SUFFIX)).toList()) {
                directory(path).deleteUnlessUsedSince(unusedSince);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Unused mirrors in " + cacheDirectory + " cannot be deleted", e);
        }
    }

    private static String key(GitRemote remote) {
        String text = remote.url() + '\n' + who(remote.credential()) + '\n' + remote.insecureSkipTLSVerify();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String who(@CheckForNull Credential credential) {
        if (credential instanceof Credential.UsernamePassword pair) {
            return pair.id() + '\n' + pair.username();
        }
        if (credential instanceof Credential.SshKey key) {
            return key.id() + '\n' + key.username();
        }
        return credential == null ? "" : credential.id();
    }
}
