package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

public abstract class Proc {
    protected Proc() {}

    public abstract boolean isAlive() throws IOException, InterruptedException;

    public abstract void kill() throws IOException, InterruptedException;

    public abstract int join() throws IOException, InterruptedException;

    @CheckForNull
    public abstract InputStream getStdout();

    @CheckForNull
    public abstract InputStream getStderr();

    @CheckForNull
    public abstract OutputStream getStdin();

    public final int joinWithTimeout(long timeout, TimeUnit unit, TaskListener listener)
            throws IOException, InterruptedException {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "timeout of " + this);
            thread.setDaemon(true);
            return thread;
        });
        try {
            ScheduledFuture<?> ignored = watch.schedule(
                    () -> {
                        listener.error("Timeout after " + timeout + " " + unit);
                        kill();
                        return null;
                    },
                    timeout,
                    unit);
            return join();
        } finally {
            watch.shutdownNow();
        }
    }

    /** A process of this machine with its streams pumped by daemon threads. */
    public static final class LocalProc extends Proc {
        public static final InputStream SELFPUMP_INPUT = InputStream.nullInputStream();
        public static final OutputStream SELFPUMP_OUTPUT = OutputStream.nullOutputStream();

        private final Process process;
        private final Thread stdinPump;
        private final Thread stdoutPump;
        private final Thread stderrPump;
        private final InputStream stdout;
        private final InputStream stderr;
        private final OutputStream stdin;

        public LocalProc(String[] cmd, String[] env, InputStream in, OutputStream out, File workDir)
                throws IOException {
            this(cmd, env, in, out, null, workDir);
        }

        public LocalProc(String[] cmd, String[] env, InputStream in, OutputStream out, OutputStream err, File workDir)
                throws IOException {
            this(builder(cmd, env, out == err || err == null, workDir), in, out, err);
        }

        private LocalProc(ProcessBuilder builder, InputStream in, OutputStream out, OutputStream err)
                throws IOException {
            process = builder.start();
            if (in == SELFPUMP_INPUT) {
                stdin = process.getOutputStream();
                stdinPump = null;
            } else {
                stdin = null;
                stdinPump = StreamPump.start("stdin", in, process.getOutputStream(), true);
            }
            if (out == SELFPUMP_OUTPUT) {
                stdout = process.getInputStream();
                stdoutPump = null;
            } else {
                stdout = null;
                stdoutPump = StreamPump.start("stdout", process.getInputStream(), out, false);
            }
            if (builder.redirectErrorStream()) {
                stderr = null;
                stderrPump = null;
            } else if (err == SELFPUMP_OUTPUT) {
                stderr = process.getErrorStream();
                stderrPump = null;
            } else {
                stderr = null;
                stderrPump = StreamPump.start("stderr", process.getErrorStream(), err, false);
            }
        }

        private static ProcessBuilder builder(String[] cmd, String[] env, boolean mergeErrors, File workDir) {
            ProcessBuilder builder = new ProcessBuilder(cmd).directory(workDir).redirectErrorStream(mergeErrors);
            if (env != null) {
                builder.environment().clear();
                for (String line : env) {
                    int separator = line.indexOf('=');
                    if (separator > 0) {
                        builder.environment().put(line.substring(0, separator), line.substring(separator + 1));
                    }
                }
            }
            return builder;
        }

        @Override
        public InputStream getStdout() {
            return stdout;
        }

        @Override
        public InputStream getStderr() {
            return stderr;
        }

        @Override
        public OutputStream getStdin() {
            return stdin;
        }

        @Override
        public int join() throws InterruptedException, IOException {
            try {
                int code = process.waitFor();
                for (Thread pump : new Thread[] {stdoutPump, stderrPump}) {
                    if (pump != null) {
                        pump.join();
                    }
                }
                return code;
            } catch (InterruptedException e) {
                kill();
                throw e;
            } finally {
                if (stdinPump != null) {
                    stdinPump.interrupt();
                }
            }
        }

        @Override
        public boolean isAlive() throws IOException, InterruptedException {
            return process.isAlive();
        }

        @Override
        public void kill() throws InterruptedException, IOException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
