package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program with a limit on time and output; when it must end early, its children end with it. */
final class BoundedProcess {
    /** Long enough for git to remove its lock files after the polite signal. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private BoundedProcess() {}

    /** @param exitCode of the program; @param stderr its last bytes */
    record Outcome(
            int exitCode, @NonNull String stdout, @NonNull String stderr, boolean timedOut, boolean tooLong) {}

    static Outcome run(ProcessBuilder builder, Duration timeout, int stdoutLimit, int stderrLimit)
            throws IOException, InterruptedException {
        Process process = builder.start();
        boolean finished = false;
        try {
            process.getOutputStream().close();
            Reader stdout = new Reader(process, process.getInputStream(), stdoutLimit, true);
            Reader stderr = new Reader(process, process.getErrorStream(), stderrLimit, false);
            finished = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!finished) {
                kill(process);
            }
            int exitCode = finished ? process.exitValue() : -1;
            return new Outcome(exitCode, stdout.text(), stderr.text(), !finished, stdout.overflow);
        } finally {
            if (!finished) {
                kill(process);
            }
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Empties a pipe on a thread of its own, so that neither pipe can block the program. */
    private static final class Reader {
        private final Process process;
        private final InputStream in;
        private final int limit;
        private final boolean keepHead;
        private final Thread thread;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean overflow;

        Reader(Process process, InputStream in, int limit, boolean keepHead) {
            this.process = process;
            this.in = in;
            this.limit = limit;
            this.keepHead = keepHead;
            thread = new Thread(this::drain, "kargo-git-output");
            thread.setDaemon(true);
            thread.start();
        }

        private void drain() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // The pipe was closed under us because the program was killed: what we have is all there is.
            }
        }

        private synchronized void keep(byte[] buffer, int n) {
            if (bytes.size() + n <= limit) {
                bytes.write(buffer, 0, n);
            } else if (keepHead) {
                overflow = true;
                process.destroy();
            } else {
                byte[] all = bytes.toByteArray();
                bytes.reset();
                int kept = Math.min(all.length, limit / 2);
                bytes.write(all, all.length - kept, kept);
                bytes.write(buffer, 0, n);
            }
        }

        /** A grandchild may hold the pipe open after the program has ended: we do not wait for it for long. */
        String text() throws InterruptedException, IOException {
            thread.join(GRACE.toMillis());
            if (thread.isAlive()) {
                in.close();
            }
            synchronized (this) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
