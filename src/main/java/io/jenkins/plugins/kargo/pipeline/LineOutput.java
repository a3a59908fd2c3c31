package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Hands what a program prints on, line by line, up to a limit. */
final class LineOutput extends OutputStream {
    /** Longer lines are divided. */
    private static final int MAX_LINE = 64 << 10;

    private final PromotionLog log;
    private final int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long size;

    /** @param limit in bytes */
    LineOutput(@NonNull PromotionLog log, int limit) {
        this.log = log;
        this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
        if (size > limit) {
            return;
        }
        if (++size > limit) {
            flushRest();
            log.line("The program printed more than " + limit + " bytes: the rest is left out");
        } else if (b == '\n') {
            flushLine();
        } else {
            line.write(b);
            if (line.size() >= MAX_LINE) {
                flushLine();
            }
        }
    }

    @Override
    public synchronized void write(byte[] data, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(data[i]);
        }
    }

    private void flushRest() {
        if (line.size() > 0) {
            flushLine();
        }
    }

    private void flushLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        log.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    @Override
    public synchronized void close() {
        flushRest();
    }
}
