package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a program prints, up to a limit: its beginning, or its end. */
final class BoundedOutput extends OutputStream {
    private final int limit;
    private final boolean keepBeginning;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflown;

    BoundedOutput(int limit, boolean keepBeginning) {
        this.limit = limit;
        this.keepBeginning = keepBeginning;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] data, int offset, int length) {
        if (bytes.size() + length <= limit) {
            bytes.write(data, offset, length);
            return;
        }
        overflown = true;
        if (keepBeginning) {
            bytes.write(data, offset, Math.max(0, limit - bytes.size()));
            return;
        }
        byte[] kept = bytes.toByteArray();
        bytes.reset();
        int ofKept = Math.max(0, Math.min(kept.length, limit - length));
        bytes.write(kept, kept.length - ofKept, ofKept);
        int ofNew = Math.min(length, limit);
        bytes.write(data, offset + length - ofNew, ofNew);
    }

    synchronized boolean isOverflown() {
        return overflown;
    }

    @NonNull
    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
