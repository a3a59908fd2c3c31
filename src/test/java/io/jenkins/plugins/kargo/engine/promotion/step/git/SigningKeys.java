package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys of gpg and ssh, made by the programs themselves in a home of their own. */
final class SigningKeys implements AutoCloseable {
    private final Path directory;
    private final Path gnupg;

    SigningKeys(Path directory) throws IOException {
        this.directory = directory;
        // Sockets of gpg need a short path.
        gnupg = Files.createTempDirectory("gpg");
    }

    Path gnupg() {
        return gnupg;
    }

    /** A key without passphrase, as an administrator binds it. */
    Credential gpg(String email) throws Exception {
        return new Credential.Token("gpg", gpg(email, ""));
    }

    /** Skips the calling test where gpg is missing. */
    SecretText gpg(String email, String passphrase) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "gpg is not installed");
        Map<String, String> home = Map.of("GNUPGHOME", gnupg.toString());
        List<String> options = List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase);
        List<String> create = new ArrayList<>(options);
        create.addAll(List.of(
                "--faked-system-time",
                "20260101T000000",
                "--quick-generate-key",
                "Bot <" + email + ">",
                "ed25519",
                "sign",
                "never"));
        run(home, directory, create.toArray(String[]::new));
        List<String> export = new ArrayList<>(options);
        export.addAll(List.of("--armor", "--export-secret-keys", email));
        return new SecretText(run(home, directory, export.toArray(String[]::new)));
    }

    /** What the command prints; it must not fail. */
    String run(Map<String, String> environment, Path where, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isZero();
        return output;
    }

    @Override
    public void close() throws IOException {
        try {
            run(Map.of("GNUPGHOME", gnupg.toString()), directory, "gpgconf", "--kill", "gpg-agent");
            run(Map.of(), directory, "rm", "-rf", gnupg.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
