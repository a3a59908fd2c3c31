package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
    private static final boolean WINDOWS = PrivateFiles.WINDOWS;

    /** What may stand in a script without quoting. */
    private static final Pattern SAFE_HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

    /** Null where there is nothing to hide. */
    private final PrivateFiles files;

    private final Map<String, String> environment = new HashMap<>();

    private CredentialFiles(@CheckForNull PrivateFiles files) {
        this.files = files;
    }

    /** @param temporary where to make the directory, if one is needed; created when missing */
    static CredentialFiles write(Path temporary, @CheckForNull GitAccess access, List<String> sshOptions)
            throws IOException {
        Credential credential = access == null ? null : access.credential();
        if (credential == null) {
            CredentialFiles none = new CredentialFiles(null);
            none.withoutKey(sshOptions);
            return none;
        }
        CredentialFiles files = new CredentialFiles(PrivateFiles.create(temporary, "kargo-git"));
        try {
            files.fill(access.url(), credential, sshOptions);
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

    private void fill(String url, Credential credential, List<String> sshOptions) throws IOException {
        if (credential instanceof Credential.UsernamePassword pair) {
            askPass(url, pair.username(), pair.password());
        } else if (credential instanceof Credential.Token token) {
            askPass(url, userForToken(url), token.token());
        } else if (credential instanceof Credential.SshKey key) {
            ssh(key, sshOptions);
        }
        withoutKey(sshOptions);
    }

    private void withoutKey(List<String> sshOptions) {
        environment.putIfAbsent("GIT_SSH_COMMAND", sshCommand(sshOptions, List.of("-o", "BatchMode=yes")));
    }

    /** Hosts take a token as the password; which name they want beside it differs. */
    private static String userForToken(String url) {
        return host(url).contains("bitbucket.org") ? "x-token-auth" : "x-access-token";
    }

    private void askPass(String url, String username, SecretText password) throws IOException {
        Path user = files.secret("username", username);
        Path pass = files.secret("password", password.reveal());
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
        Path program = files.program(
                "askpass",
                String.format(Locale.ROOT, script, host, PrivateFiles.quoted(user), PrivateFiles.quoted(pass)));
        environment.put("GIT_ASKPASS", program.toString());
    }

    private void ssh(Credential.SshKey key, List<String> sshOptions) throws IOException {
        String text = key.privateKey().reveal();
        Path file = files.secret("key", text.endsWith("\n") ? text : text + '\n');
        List<String> identity = List.of("-i", file.toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none");
        if (key.passphrase() == null) {
            environment.put("GIT_SSH_COMMAND", sshCommand(sshOptions, identity, List.of("-o", "BatchMode=yes")));
            return;
        }
        Path passphrase = files.secret("passphrase", key.passphrase().reveal());
        String script = WINDOWS ? """
            @echo off
            echo %%1| findstr /C:"passphrase" >nul || exit /b 1
            type "%1$s"
            """ : """
                    #!/bin/sh
                    case "$1" in *passphrase*) cat %1$s ;; *) exit 1 ;; esac
                    """;
        Path program = files.program("askpass", String.format(Locale.ROOT, script, PrivateFiles.quoted(passphrase)));
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
            part.forEach(option -> command.append(' ').append(PrivateFiles.shellQuoted(option)));
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

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
        }
    }
}
