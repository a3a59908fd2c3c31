package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A signing key on disk, made ready for gpg or ssh-keygen; the key's files and gpg's agent are gone when closed. */
final class SigningFiles implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int OUTPUT_LIMIT = 1 << 20;

    private final GitInstallation installation;
    private final PrivateFiles files;
    private final SecretMask mask;
    private final List<String> settings = new ArrayList<>();
    private Path gpgHome;

    private SigningFiles(GitInstallation installation, PrivateFiles files, SecretMask mask) {
        this.installation = installation;
        this.files = files;
        this.mask = mask;
    }

    static SigningFiles write(GitInstallation installation, SigningKey key) throws IOException, InterruptedException {
        // Not beside the work dir: the path of gpg's sockets may have about 100 characters at most.
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        SigningFiles signing = new SigningFiles(installation, PrivateFiles.create(temporary, "kargo-sign"), key.mask());
        try {
            signing.settings.addAll(List.of("commit.gpgSign=true", "tag.gpgSign=true"));
            if (key.isPgp()) {
                signing.pgp(key);
            } else {
                signing.ssh(key);
            }
            return signing;
        } catch (IOException | InterruptedException | RuntimeException e) {
            signing.close();
            throw e;
        }
    }

    /** For git's {@code -c}; without secrets. */
    @NonNull
    List<String> settings() {
        return settings;
    }

    private void pgp(SigningKey key) throws IOException, InterruptedException {
        gpgHome = files.folder("gpg");
        Path file = files.secret("key", key.key().reveal());
        gpg("--import", file.toString());
        Files.delete(file);
        PgpKey imported = PgpKey.of(gpg("--with-colons", "--list-secret-keys"), key.id());
        // Without trust in the key, git would take our own signatures for those of somebody unknown.
        Path trust = files.secret("trust", imported.fingerprint() + ":6:\n");
        gpg("--import-ownertrust", trust.toString());
        String passphrase = key.passphrase() == null
                ? ""
                : " --pinentry-mode loopback --passphrase-file "
                        + PrivateFiles.quoted(
                                files.secret("passphrase", key.passphrase().reveal()));
        String home = PrivateFiles.quoted(gpgHome);
        // Signed at the time of the commit, so that the same commit gets the same signature.
        String script = PrivateFiles.WINDOWS
                ? "@echo off\ngpg --homedir \"" + home + "\" --batch --no-tty" + passphrase + " %*\n"
                : """
                        #!/bin/sh
                        time=${GIT_COMMITTER_DATE#@}
                        time=${time%% *}
                        case "$time" in '' | *[!0-9]*) time=0 ;; esac
                        if [ "$time" -ge @created@ ]; then
                            exec gpg --homedir @home@ --batch --no-tty@passphrase@ --faked-system-time "$time!" "$@"
                        fi
                        exec gpg --homedir @home@ --batch --no-tty@passphrase@ "$@"
                        """.replace("@created@", String.valueOf(imported.created()))
                        .replace("@home@", home)
                        .replace("@passphrase@", passphrase);
        settings.addAll(List.of(
                "gpg.format=openpgp",
                "gpg.program=" + files.program("sign", script),
                "user.signingKey=" + imported.fingerprint()));
    }

    private void ssh(SigningKey key) throws IOException, InterruptedException {
        Path file = files.secret("key", key.key().reveal());
        String ask = "";
        if (key.passphrase() != null) {
            Path passphrase = files.secret("passphrase", key.passphrase().reveal());
            Path program = files.program(
                    "askpass",
                    (PrivateFiles.WINDOWS ? "@echo off\ntype \"%s\"\n" : "#!/bin/sh\nexec cat %s\n")
                            .formatted(PrivateFiles.quoted(passphrase)));
            ask = PrivateFiles.WINDOWS
                    ? "set SSH_ASKPASS=" + program + "\nset SSH_ASKPASS_REQUIRE=force\nset DISPLAY=:\n"
                    : "export SSH_ASKPASS=" + PrivateFiles.quoted(program) + " SSH_ASKPASS_REQUIRE=force DISPLAY=:\n";
        }
        Path program = files.program(
                "sign",
                PrivateFiles.WINDOWS
                        ? "@echo off\n" + ask + "ssh-keygen %*\n"
                        : "#!/bin/sh\n" + ask + "exec ssh-keygen \"$@\"\n");
        String publicKey = run(List.of(program.toString(), "-y", "-f", file.toString()));
        settings.addAll(List.of(
                "gpg.format=ssh",
                "gpg.ssh.program=" + program,
                "gpg.ssh.allowedSignersFile=" + files.secret("signers", "* " + publicKey),
                "user.signingKey=" + file));
    }

    private String gpg(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--homedir", gpgHome.toString(), "--batch", "--no-tty", "--quiet"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(files.directory().toFile());
        builder.environment().putAll(installation.environment());
        builder.environment().put("LC_ALL", "C.UTF-8");
        BoundedProcess.Outcome outcome;
        try {
            outcome = BoundedProcess.run(builder, TIMEOUT, OUTPUT_LIMIT, OUTPUT_LIMIT);
        } catch (IOException e) {
            throw new GitException(
                    "Commits are to be signed, but '" + (gpgHome == null ? "ssh-keygen" : "gpg")
                            + "' could not be started: install it on this agent (" + e.getMessage() + ")",
                    e);
        }
        if (outcome.exitCode() != 0) {
            throw new GitException("The signing key cannot be used: "
                    + mask.mask((outcome.stderr() + '\n' + outcome.stdout()).strip()));
        }
        return outcome.stdout();
    }

    @Override
    public void close() throws IOException {
        try {
            if (gpgHome != null) {
                stopAgent();
            }
        } finally {
            files.close();
        }
    }

    /** It ends by itself, but only a minute after its home is gone. */
    private void stopAgent() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("gpgconf", "--homedir", gpgHome.toString(), "--kill", "gpg-agent");
        builder.environment().putAll(installation.environment());
        try {
            BoundedProcess.run(builder, TIMEOUT, OUTPUT_LIMIT, OUTPUT_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
