package io.jenkins.plugins.kargo.engine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * OpenSSH's own server as a process on a loopback port, for the user who runs the tests and the keys that a test makes.
 * Where it is not installed (Debian package openssh-server) the calling test is skipped and says so.
 *
 * <p>Keys are RSA and ECDSA: for Ed25519 the SSH library needs one more jar, which a Jenkins plugin brings.
 */
public final class SshServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Process process;
    private final int port;

    private SshServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param directory an existing directory; authorized_keys in it says who may log in */
    public static SshServer start(Path directory) {
        assumeTrue(Files.isExecutable(PROGRAM), "sshd is not installed (Debian package openssh-server)");
        boolean root = System.getProperty("user.name").equals("root");
        try {
            if (root) {
                Files.createDirectories(Path.of("/run/sshd"));
            }
            Path hostKey = directory.resolve("host_key");
            keygen(hostKey, "", "-t", "rsa", "-b", "3072");
            int port = freePort();
            Path config = directory.resolve("sshd_config");
            Files.writeString(config, """
                    ListenAddress 127.0.0.1:%d
                    HostKey %s
                    AuthorizedKeysFile %s
                    PidFile none
                    PermitRootLogin prohibit-password
                    PasswordAuthentication no
                    KbdInteractiveAuthentication no
                    StrictModes no
                    UsePAM no
                    """.formatted(port, hostKey, directory.resolve("authorized_keys")));
            Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("sshd.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> answers(port) || !process.isAlive());
            assumeTrue(process.isAlive(), () -> "sshd does not start here: " + text(directory.resolve("sshd.log")));
            return new SshServer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes a key pair and admits it. @return the private key's text */
    public static String admit(Path directory, String name, String passphrase, String... type) {
        Path key = directory.resolve(name);
        keygen(key, passphrase, type);
        try {
            Path authorized = directory.resolve("authorized_keys");
            String known = Files.exists(authorized) ? Files.readString(authorized) : "";
            Files.writeString(authorized, known + Files.readString(directory.resolve(name + ".pub")));
            return Files.readString(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key pair that nobody knows. @return the private key's text */
    public static String stranger(Path directory) {
        Path key = directory.resolve("stranger");
        keygen(key, "", "-t", "ecdsa");
        return text(key);
    }

    private static void keygen(Path file, String passphrase, String... type) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", passphrase, "-f", file.toString()));
        command.addAll(List.of(type));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ssh-keygen: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** {@code ssh://user@127.0.0.1:port/path} of a bare repository. */
    public String url(GitFixture repository) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository.path();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
