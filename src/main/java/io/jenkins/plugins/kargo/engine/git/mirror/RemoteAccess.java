package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Opens a connection to a remote as its caller, within the limits of the settings. */
final class RemoteAccess {
    private static final int SSH_PORT = 22;

    private final GitRemote remote;
    private final MirrorSettings settings;
    private final URIish uri;

    RemoteAccess(GitRemote remote, MirrorSettings settings) throws GitException {
        this.remote = remote;
        this.settings = settings;
        try {
            uri = new URIish(GitNames.url(remote.url()));
        } catch (URISyntaxException e) {
            throw new GitException("'" + remote.url() + "' is not the URL of a git repository", e);
        }
        if (uri.getPass() != null || isHttp() && uri.getUser() != null) {
            throw new GitException("The URL of a repository on " + uri.getHost()
                    + " holds a user name or password; use a Jenkins credential");
        }
        if (!isHttp() && !isSsh()) {
            throw new GitException(
                    "'" + remote.url() + "': the controller reads repositories by https, http or ssh only");
        }
    }

    /** An open transport; its resources end with it. */
    record Opened(Transport transport, AutoCloseable session) implements AutoCloseable {
        @Override
        public void close() throws GitException {
            transport.close();
            try {
                session.close();
            } catch (Exception e) {
                throw new GitException("An SSH session cannot be closed", e);
            }
        }
    }

    Opened open(Repository repository, TransferLimits limits) throws GitException {
        try {
            if (isSsh()) {
                settings.policy().check(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : SSH_PORT);
            }
            Transport transport = Transport.open(repository, uri);
            transport.setTimeout((int) Math.max(1, settings.stallTimeout().toSeconds()));
            // Credentials are ours to give; a provider that others set for the whole JVM must not add its own.
            transport.setCredentialsProvider(null);
            AutoCloseable session = () -> {};
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new LimitedConnections(remote, settings, limits));
            } else if (transport instanceof SshTransport ssh) {
                SshSessions sessions = new SshSessions(remote.credential(), settings.hostKeys());
                ssh.setSshSessionFactory(sessions.factory());
                session = sessions;
            }
            return new Opened(transport, session);
        } catch (HttpFailure e) {
            throw new GitException(remote.url() + ": " + e.getMessage(), e);
        } catch (NotSupportedException | TransportException e) {
            throw failure(e);
        }
    }

    private boolean isHttp() {
        String scheme = scheme();
        return scheme.equals("https") || scheme.equals("http");
    }

    private boolean isSsh() {
        String scheme = scheme();
        return scheme.equals("ssh") || scheme.equals("git+ssh") || scheme.isEmpty() && uri.getHost() != null;
    }

    private String scheme() {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** JGit says only that there is no connection. */
    private static String connection(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return ": the name of its host is not known here; is it spelled right?";
            }
            if (cause instanceof ConnectException) {
                return ": does a server run there, and may this controller reach it?";
            }
        }
        return "";
    }

    /** What went wrong, in words for people; JGit's texts hold the URL but never a credential. */
    GitException failure(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpFailure ours) {
                return new GitException(remote.url() + ": " + ours.getMessage(), e);
            }
            if (cause instanceof SSLException tls) {
                return new GitException(
                        remote.url() + ": TLS failed: " + tls.getMessage()
                                + "; the controller must trust the server's certificate, or the subscription sets"
                                + " insecureSkipTLSVerify",
                        e);
            }
        }
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String text = said.toLowerCase(Locale.ROOT);
        Credential credential = remote.credential();
        if (text.contains("not authorized")
                || text.contains("auth fail")
                || text.contains("authentication is required")
                || text.contains("no more authentication methods")
                || text.contains("cannot log in")
                || text.contains("not permitted")) {
            return new GitException(
                    remote.url() + ": "
                            + (credential == null
                                    ? "the server wants a credential and none is bound to this URL"
                                    : "the server refuses the credential " + credential.id()
                                            + ": wrong user, password or key, or no right to read"),
                    e);
        }
        if (text.contains("server key did not validate")) {
            return new GitException(
                    remote.url() + ": the server's SSH host key is not among those that this controller accepts", e);
        }
        if (text.contains("not found")) {
            return new GitException(
                    remote.url() + ": there is no such repository, or "
                            + (credential == null
                                    ? "it wants a credential and none is bound to this URL"
                                    : "the credential " + credential.id() + " may not see it"),
                    e);
        }
        String detail = said.startsWith(remote.url() + ": ")
                ? said.substring(remote.url().length() + 2)
                : said;
        return new GitException(remote.url() + ": " + detail + connection(e), e);
    }
}
