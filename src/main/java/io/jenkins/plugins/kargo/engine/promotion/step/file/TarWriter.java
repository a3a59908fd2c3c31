package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes archives in the POSIX format of 2001 (pax), which every tar reads. */
final class TarWriter {
    private static final int NAME_LENGTH = 100;

    private final OutputStream out;

    TarWriter(@NonNull OutputStream out) {
        this.out = out;
    }

    /** @param content exactly as long as the entry says; not read for entries that have none */
    void write(@NonNull TarEntry entry, @NonNull InputStream content) throws IOException {
        String records = record("path", entry.name()) + record("linkpath", entry.link());
        if (!records.isEmpty()) {
            byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
            header('x', "pax-header", "", 0644, bytes.length, entry.modified());
            out.write(bytes);
            pad(bytes.length);
        }
        header(entry.kind().flag(), entry.name(), entry.link(), entry.mode(), entry.size(), entry.modified());
        long written = entry.kind() == TarEntry.Kind.FILE ? content.transferTo(out) : 0;
        if (written != entry.size()) {
            throw new IOException("file " + entry.name() + " changed while it was packed");
        }
        pad(written);
    }

    void finish() throws IOException {
        out.write(new byte[2 * TarEntry.BLOCK]);
        out.flush();
    }

    /** What the old header cannot hold; the length that a record begins with counts itself. */
    private static String record(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME_LENGTH && bytes.length == value.length()) {
            return "";
        }
        int rest = key.length() + bytes.length + 3;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        return length + " " + key + '=' + value + '\n';
    }

    private void header(char flag, String name, String link, int mode, long size, long modified) throws IOException {
        byte[] header = new byte[TarEntry.BLOCK];
        put(header, 0, name, NAME_LENGTH);
        put(header, 100, octal(mode, 7), 8);
        put(header, 108, octal(0, 7), 8);
        put(header, 116, octal(0, 7), 8);
        put(header, 124, octal(size, 11), 12);
        put(header, 136, octal(Math.max(0, modified), 11), 12);
        put(header, 148, "        ", 8);
        header[156] = (byte) flag;
        put(header, 157, link, NAME_LENGTH);
        put(header, 257, "ustar\00000", 8);
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ", 8);
        out.write(header);
    }

    private static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static void put(byte[] header, int offset, String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, Math.min(bytes.length, length));
    }

    private void pad(long size) throws IOException {
        out.write(new byte[TarEntry.padding(size)]);
    }
}
