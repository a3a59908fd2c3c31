package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A credential on disk for the duration of one git command: a directory that only its owner may enter, with the secrets
 * and a small program that prints them to git when it asks on behalf of the right host (as git-client's CliGitAPIImpl).
 */
final class CredentialFiles implements AutoCloseable {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** What may stand in a script without quoting. */
    private static final Pattern SAFE_HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    private CredentialFiles(Path directory) {
        this.directory = directory;
    }

    /** @param temporary where to make the directory; created when missing */
    static CredentialFiles write(Path temporary, @CheckForNull GitAccess access, List<String> sshOptions)
            throws IOException {
        Files.createDirectories(temporary);
        CredentialFiles files =
                new CredentialFiles(Files.createTempDirectory(temporary, "kargo-git", onlyOwner("rwx------")));
        try {
            files.fill(access, sshOptions);
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** What git needs to find the files. */
    @NonNull
    Map<String, String> environment() {
        return environment;
    }

    private void fill(@CheckForNull GitAccess access, List<String> sshOptions) throws IOException {
        Credential credential = access == null ? null : access.credential();
        if (credential instanceof Credential.UsernamePassword pair) {
            askPass(access.url(), pair.username(), pair.password());
        } else if (credential instanceof Credential.Token token) {
            askPass(access.url(), userForToken(access.url()), token.token());
        } else if (credential instanceof Credential.SshKey key) {
            ssh(key, sshOptions);
        }
        environment.putIfAbsent("GIT_SSH_COMMAND", sshCommand(sshOptions, List.of("-o", "BatchMode=yes")));
    }

    /** Hosts take a token as the password; which name they want beside it differs. */
    private static String userForToken(String url) {
        return host(url).contains("bitbucket.org") ? "x-token-auth" : "x-access-token";
    }

    private void askPass(String url, String username, SecretText password) throws IOException {
        Path user = secret("username", username);
        Path pass = secret("password", password.reveal());
        String host = host(url);
        if (!SAFE_HOST.matcher(host).matches()) {
            throw new GitException("The URL " + url + " has no host that a password could be given to");
        }
        String script = WINDOWS ? """
            @echo off
            echo %%1| findstr /I /C:"//%1$s'" /C:"@%1$s'" >nul || exit /b 1
            echo %%1| findstr /C:"Username" >nul
            if errorlevel 1 (type "%3$s") else (type "%2$s")
            """ : """
                    #!/bin/sh
                    case "$1" in *"//%1$s'"* | *"@%1$s'"*) ;; *) exit 1 ;; esac
                    case "$1" in Username*) cat %2$s ;; *) cat %3$s ;; esac
                    """;
        Path program = program("askpass", String.format(Locale.ROOT, script, host, quoted(user), quoted(pass)));
        environment.put("GIT_ASKPASS", program.toString());
    }

    private void ssh(Credential.SshKey key, List<String> sshOptions) throws IOException {
        String text = key.privateKey().reveal();
        Path file = secret("key", text.endsWith("\n") ? text : text + '\n');
        List<String> identity = List.of("-i", file.toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none");
        if (key.passphrase() == null) {
            environment.put("GIT_SSH_COMMAND", sshCommand(sshOptions, identity, List.of("-o", "BatchMode=yes")));
            return;
        }
        Path passphrase = secret("passphrase", key.passphrase().reveal());
        String script = WINDOWS ? """
            @echo off
            echo %%1| findstr /C:"passphrase" >nul || exit /b 1
            type "%1$s"
            """ : """
                    #!/bin/sh
                    case "$1" in *passphrase*) cat %1$s ;; *) exit 1 ;; esac
                    """;
        Path program = program("askpass", String.format(Locale.ROOT, script, quoted(passphrase)));
        environment.put("SSH_ASKPASS", program.toString());
        environment.put("SSH_ASKPASS_REQUIRE", "force");
        // ssh before 8.4 looks at SSH_ASKPASS only when it believes in a display.
        environment.put("DISPLAY", ":");
        environment.put(
                "GIT_SSH_COMMAND", sshCommand(sshOptions, identity, List.of("-o", "NumberOfPasswordPrompts=1")));
    }

    @SafeVarargs
    private static String sshCommand(List<String>... options) {
        StringBuilder command = new StringBuilder("ssh");
        for (List<String> part : options) {
            part.forEach(option -> command.append(' ').append(shellQuoted(option)));
        }
        return command.toString();
    }

    /** Host and port as git prints them when it asks. */
    static String host(String url) {
        try {
            URI uri = URI.create(url);
            String authority = uri.getRawAuthority();
            return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
        } catch (IllegalArgumentException e) {
            // Not a URI, so user@host:path: ssh, which never asks for a user name.
            return "";
        }
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(directory.resolve(name), onlyOwner("rw-------"));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    private Path program(String name, String text) throws IOException {
        Path file = Files.createFile(directory.resolve(WINDOWS ? name + ".bat" : name), onlyOwner("rwx------"));
        Files.writeString(file, WINDOWS ? text.replace("\n", "\r\n") : text, StandardCharsets.UTF_8);
        return file;
    }

    private static String quoted(Path path) {
        return WINDOWS ? path.toString() : shellQuoted(path.toString());
    }

    private static String shellQuoted(String text) {
        return '\'' + text.replace("'", "'\\''") + '\'';
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        // On Windows the directory lies in the agent's own folder, whose access list it inherits.
        return WINDOWS
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                };
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
