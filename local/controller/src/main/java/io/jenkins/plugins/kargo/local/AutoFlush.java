package io.jenkins.plugins.kargo.local;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A log file in which a line can be read as soon as it is written; safe for the branches of a build. */
final class AutoFlush extends OutputStream {
    private final OutputStream file;

    AutoFlush(File file) throws IOException {
        this.file = new BufferedOutputStream(new FileOutputStream(file));
    }

    @Override
    public synchronized void write(int b) throws IOException {
        file.write(b);
        if (b == '\n') {
            file.flush();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
        file.flush();
    }

    @Override
    public synchronized void flush() throws IOException {
        file.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
