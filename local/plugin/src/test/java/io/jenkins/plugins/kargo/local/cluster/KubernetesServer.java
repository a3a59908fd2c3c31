package io.jenkins.plugins.kargo.local.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real kube-apiserver and its etcd as processes on free loopback ports, with RBAC. It knows the users {@code admin}, who
 * may do all, {@code kargo}, {@code reader} and {@code mute} by their tokens, and others by certificates. Where
 * {@code ./kargo kubernetes} has not built the programs, the calling test is skipped and says so.
 */
final class KubernetesServer implements AutoCloseable {
    static final String ADMIN = "admins-t0ken-of-the-tests";
    static final String MUTE = "mutes-t0ken-of-the-tests";

    private static final Duration START = Duration.ofMinutes(3);

    private final Path programs;
    private final Path directory;
    private final int etcdPort;
    private final int peerPort;
    private final int port;
    private final List<Process> started = new ArrayList<>();
    private Process etcd;
    private Process server;
    private KubernetesApi api;

    private KubernetesServer(Path programs, Path directory) throws IOException {
        this.programs = programs;
        this.directory = directory;
        List<Integer> ports = freePorts(3);
        etcdPort = ports.get(0);
        peerPort = ports.get(1);
        port = ports.get(2);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> started.forEach(Process::destroyForcibly)));
    }

    /**
     * @param directory an existing one, for configuration and data
     * @param certificates of the clients that it knows, in PEM
     */
    static KubernetesServer start(Path directory, List<String> certificates) {
        Path programs = Tools.folder("kubernetes").orElse(null);
        assumeTrue(
                programs != null,
                "There is no kube-apiserver in .kargo-tools: ./kargo kubernetes builds it, where Go is");
        try {
            KubernetesServer server = new KubernetesServer(programs, directory);
            server.configure(certificates);
            try {
                server.startEtcd();
                server.startServer();
            } catch (RuntimeException | Error e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(List<String> certificates) throws IOException {
        Files.writeString(directory.resolve("tokens.csv"), """
                %s,admin,1,"system:masters"
                %s,kargo,2
                %s,reader,3
                %s,mute,4
                """.formatted(ADMIN, Cluster.TOKEN, Cluster.READER, MUTE));
        Files.writeString(directory.resolve("clients.crt"), String.join("", certificates));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Files.writeString(
                    directory.resolve("accounts.key"),
                    Pem.of("PRIVATE KEY", keys.getPrivate().getEncoded()));
            Files.writeString(
                    directory.resolve("accounts.pub"),
                    Pem.of("PUBLIC KEY", keys.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startEtcd() throws IOException {
        String peers = "http://127.0.0.1:" + peerPort;
        String clients = "http://127.0.0.1:" + etcdPort;
        etcd = launch(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
    }

    private void startServer() throws IOException {
        server = launch(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.96.0.0/24",
                "--cert-dir=" + directory.resolve("certificates"),
                "--client-ca-file=" + directory.resolve("clients.crt"),
                "--token-auth-file=" + directory.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + directory.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + directory.resolve("accounts.key"));
        Awaitility.await("kube-apiserver, see " + log("kube-apiserver"))
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(this::isReady);
    }

    private boolean isReady() throws IOException {
        for (Process each : List.of(etcd, server)) {
            if (!each.isAlive()) {
                throw new IllegalStateException(Files.readString(log(each == etcd ? "etcd" : "kube-apiserver")));
            }
        }
        // It makes its certificate by itself.
        if (api == null && Files.exists(directory.resolve("certificates/apiserver.crt"))) {
            api = KubernetesApi.of(URI.create(url()), authority(), ADMIN);
        }
        return api != null && api.isReady();
    }

    private Process launch(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(programs.resolve(program).toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(program).toFile()))
                .start();
        started.add(process);
        return process;
    }

    private Path log(String program) {
        return directory.resolve(program + ".log");
    }

    /** All are held until all are known, so that they differ. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    /** Who vouches for the server, in PEM. */
    String authority() throws IOException {
        String chain = Files.readString(directory.resolve("certificates/apiserver.crt"));
        return chain.substring(chain.lastIndexOf("-----BEGIN"));
    }

    /** As the administrator. */
    KubernetesApi api() {
        return api;
    }

    /** What Argo CD's resource is, as Argo CD's own release defines it. */
    String definition() throws IOException {
        return Files.readString(programs.resolve("application-crd.yaml"));
    }

    /** As if the machine had lost its power. */
    void kill() {
        end(server);
    }

    /** With all that it had. */
    void restart() throws IOException {
        startServer();
    }

    /** It takes connections, and no more. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        started.forEach(KubernetesServer::end);
    }
}
