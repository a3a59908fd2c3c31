package io.jenkins.plugins.kargo.local;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.nio.charset.Charset;
import java.util.concurrent.Semaphore;

/** The one computer: this process, with a fixed number of executors. */
final class StandInComputer extends Computer {
    private final int executors;
    private final Semaphore free;

    StandInComputer(Node node, int executors) {
        super(node);
        this.executors = executors;
        this.free = new Semaphore(executors, true);
    }

    /** Waits for a free executor. Closing gives it back. */
    AutoCloseable acquire() throws InterruptedException {
        free.acquire();
        return free::release;
    }

    int busyExecutors() {
        return executors - free.availablePermits();
    }

    @Override
    public VirtualChannel getChannel() {
        return FilePath.localChannel;
    }

    @Override
    public Charset getDefaultCharset() {
        return Charset.defaultCharset();
    }

    @Override
    public Boolean isUnix() {
        return File.pathSeparatorChar == ':';
    }
}
