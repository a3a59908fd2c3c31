package io.jenkins.plugins.kargo.local;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the stand-in on loopback only, at the same paths as a real controller. */
final class WebServer implements AutoCloseable {
    private final Server server;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param port 0 for any free one */
    WebServer(StandInJenkins jenkins, Reload reload, int port) throws IOException {
        server = new Server(new QueuedThreadPool(16));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new StandInServlet(jenkins, reload)), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("Port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage(), e);
        }
        jenkins.setRootUrl("http://127.0.0.1:" + connector.getLocalPort() + '/');
    }

    /** Reads the setup again. */
    @FunctionalInterface
    interface Reload {
        void run() throws IOException;
    }

    void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The web server does not stop", e);
            }
        }
    }
}
