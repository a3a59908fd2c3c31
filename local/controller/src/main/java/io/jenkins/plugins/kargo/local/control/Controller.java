package io.jenkins.plugins.kargo.local.control;

import io.jenkins.plugins.kargo.local.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A controller in a process of its own, on loopback. Its home outlives restarts. */
public interface Controller extends AutoCloseable {
    /** With a trailing slash. */
    URI url();

    Path home();

    /** Users, permissions, credentials and items; may be called again while it runs. */
    void apply(Setup setup) throws IOException, InterruptedException;

    /** Returns when it answers requests. */
    void start() throws IOException, InterruptedException;

    /** As an administrator stops it: what runs may pause. */
    void stop() throws IOException, InterruptedException;

    /** As a power failure stops it. */
    void kill() throws InterruptedException;

    /** Whether builds go on after a restart: on a real controller they do, the stand-in ends them. */
    boolean resumesBuilds();

    default JenkinsClient as(String user, String password) {
        return new JenkinsClient(url(), user, password);
    }

    @Override
    void close() throws IOException, InterruptedException;
}
