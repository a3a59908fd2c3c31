package hudson.model;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

public abstract class AsyncPeriodicWork extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(AsyncPeriodicWork.class.getName());

    public final String name;
    private volatile Thread thread;

    protected AsyncPeriodicWork(String name) {
        this.name = name;
    }

    @Override
    public final void doRun() {
        Thread running = thread;
        if (running != null && running.isAlive()) {
            LOGGER.log(getSlowLoggingLevel(), () -> name + " thread is still running. Execution aborted.");
            return;
        }
        Thread fresh = new Thread(this::work, name + " thread");
        fresh.setDaemon(true);
        thread = fresh;
        fresh.start();
    }

    private void work() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            execute(StreamTaskListener.fromStdout());
        } catch (IOException | RuntimeException e) {
            LOGGER.log(getErrorLoggingLevel(), name + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    protected Level getNormalLoggingLevel() {
        return Level.INFO;
    }

    protected Level getSlowLoggingLevel() {
        return getNormalLoggingLevel();
    }

    protected Level getErrorLoggingLevel() {
        return Level.SEVERE;
    }

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
