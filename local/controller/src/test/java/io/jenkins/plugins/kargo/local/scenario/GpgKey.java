package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A key that gpg made in a home of its own, and what signatures are checked by. */
final class GpgKey implements AutoCloseable {
    private static final List<String> GPG = List.of("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase");

    private final Path home;
    private final String armored;

    /** @param passphrase is in no argument that is looked for later: the key is made before */
    GpgKey(String email, String passphrase) throws IOException, InterruptedException {
        // Sockets of gpg need a short path.
        home = Files.createTempDirectory("gpg");
        gpg(passphrase, "--quick-generate-key", "Bot <" + email + ">", "ed25519", "sign", "never");
        armored = gpg(passphrase, "--armor", "--export-secret-keys", email);
    }

    /** As an administrator stores it. */
    String armored() {
        return armored;
    }

    /** A line of it that holds nothing but the secret part: the lines before hold the public one, too. */
    String secretLine() {
        return armored.lines().skip(4).findFirst().orElseThrow();
    }

    private String gpg(String passphrase, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(GPG);
        command.add(passphrase);
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** What git says about the signature of a commit. */
    String verify(Path repository, String revision) throws IOException, InterruptedException {
        return run(List.of("git", "-C", repository.toString(), "verify-commit", revision));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of("gpgconf", "--kill", "gpg-agent"));
        run(List.of("rm", "-rf", home.toString()));
    }
}
