package hudson.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes into lines and hands every line on, its end included. */
public abstract class LineTransformationOutputStream extends OutputStream {
    private static final int LIMIT = 65536;

    private final LineBuffer buffer = new LineBuffer();

    protected abstract void eol(byte[] b, int len) throws IOException;

    @Override
    public void write(int b) throws IOException {
        buffer.write(b);
        if (b == '\n' || buffer.size() >= LIMIT) {
            forceEol();
        }
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        for (int i = off; i < off + len; i++) {
            write(b[i]);
        }
    }

    @Override
    public void close() throws IOException {
        forceEol();
    }

    public void forceEol() throws IOException {
        if (buffer.size() > 0) {
            int length = buffer.size();
            byte[] line = buffer.array();
            buffer.reset();
            eol(line, length);
        }
    }

    protected String trimEOL(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == '\n')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static final class LineBuffer extends ByteArrayOutputStream {
        byte[] array() {
            return buf.clone();
        }
    }

    public abstract static class Delegating extends LineTransformationOutputStream {
        protected final OutputStream out;

        protected Delegating(OutputStream out) {
            this.out = out;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            super.close();
            out.close();
        }
    }
}
