package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.InsecureTls;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * JGit's connections under our rules: the network policy, the caller's credential for the remote's own host and nobody
 * else, no redirect to another host, a limit of bytes and speed. The factory belongs to one transport, so that other users
 * of JGit in this JVM are not touched.
 */
final class LimitedConnections implements HttpConnectionFactory {
    private final GitRemote remote;
    private final MirrorSettings settings;
    private final TransferLimits limits;

    LimitedConnections(GitRemote remote, MirrorSettings settings, TransferLimits limits) {
        this.remote = remote;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, null);
    }

    @Override
    public HttpConnection create(URL url, @CheckForNull Proxy ignored) throws IOException {
        URI uri = URI.create(url.toString());
        if (!origin(uri).equals(origin(URI.create(remote.url())))) {
            throw new HttpFailure(
                    HttpFailure.Kind.REFUSED,
                    "the server redirects to another place, " + uri.getScheme() + "://" + uri.getHost()
                            + "; write that URL if it is right");
        }
        ProxySelector selector = settings.proxy();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        Proxy proxy = proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
        settings.policy().check(uri, proxy.type() != Proxy.Type.DIRECT);
        limits.requested();
        Connection connection = new Connection(url, proxy);
        SecretText authorization = authorization(uri);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization.reveal());
        }
        if (remote.insecureSkipTLSVerify() && "https".equalsIgnoreCase(uri.getScheme())) {
            trustAll(connection);
        }
        return connection;
    }

    private static void trustAll(Connection connection) throws IOException {
        try {
            connection.configure(null, InsecureTls.trustManagers(), null);
            connection.setHostnameVerifier((host, session) -> true);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String origin(URI uri) {
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : plain ? 80 : 443;
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + ':' + port;
    }

    @CheckForNull
    private SecretText authorization(URI uri) throws GitException {
        Credential credential = remote.credential();
        if (credential == null) {
            return null;
        }
        if (credential instanceof Credential.UsernamePassword pair) {
            return basic(pair.username(), pair.password());
        }
        if (credential instanceof Credential.Token token) {
            // Hosts take a token as the password; which name they want beside it differs.
            boolean bitbucket = uri.getHost().endsWith("bitbucket.org");
            return basic(bitbucket ? "x-token-auth" : "x-access-token", token.token());
        }
        throw new GitException("The credential " + credential.id() + " is an SSH key, but " + remote.url()
                + " wants a user name with a password, or a token");
    }

    private static SecretText basic(String user, SecretText password) {
        byte[] pair = (user + ':' + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return new SecretText("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private final class Connection extends JDKHttpConnection {
        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int b = in.read();
                    limits.received(b < 0 ? 0 : 1);
                    return b;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int n = in.read(buffer, offset, length);
                    limits.received(Math.max(n, 0));
                    return n;
                }
            };
        }
    }
}
