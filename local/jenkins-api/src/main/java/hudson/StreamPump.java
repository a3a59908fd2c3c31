package hudson;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Copies one stream of a process to another in a daemon thread, until its end. */
final class StreamPump implements Runnable {
    private static final Logger LOGGER = Logger.getLogger(StreamPump.class.getName());

    private final InputStream from;
    private final OutputStream to;
    private final boolean closeTarget;

    private StreamPump(InputStream from, OutputStream to, boolean closeTarget) {
        this.from = from;
        this.to = to;
        this.closeTarget = closeTarget;
    }

    static Thread start(String name, InputStream from, OutputStream to, boolean closeTarget) {
        Thread thread = new Thread(
                new StreamPump(
                        from == null ? InputStream.nullInputStream() : from,
                        to == null ? OutputStream.nullOutputStream() : to,
                        closeTarget),
                name + " pump");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        try {
            byte[] buffer = new byte[8192];
            int length = from.read(buffer);
            while (length >= 0) {
                to.write(buffer, 0, length);
                to.flush();
                length = from.read(buffer);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "a process closed its stream early", e);
        } finally {
            close();
        }
    }

    private void close() {
        try {
            if (closeTarget) {
                to.close();
            } else {
                to.flush();
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "a process closed its stream early", e);
        }
    }
}
