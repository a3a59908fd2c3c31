package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads archives: the formats of 1979 (v7), 1988 (ustar), 2001 (pax) and GNU's long names. */
final class TarReader {
    /** Of an extended header; names are far shorter. */
    private static final long LONGEST_HEADER = 1 << 20;

    private final InputStream in;
    private long left;
    private int padding;

    TarReader(@NonNull InputStream in) {
        this.in = in;
    }

    /** @return null at the end; @throws IOException when this is no archive */
    @CheckForNull
    TarEntry next() throws IOException {
        Map<String, String> extended = new HashMap<>();
        while (true) {
            skipRest();
            byte[] header = in.readNBytes(TarEntry.BLOCK);
            if (header.length == 0 || isZero(header)) {
                return null;
            }
            if (header.length < TarEntry.BLOCK) {
                throw new EOFException("the archive ends in the middle of a header");
            }
            check(header);
            left = number(header, 124, 12);
            padding = TarEntry.padding(left);
            char flag = (char) header[156];
            switch (flag) {
                case 'x' -> readRecords(extended);
                case 'L' -> extended.put("path", longName());
                case 'K' -> extended.put("linkpath", longName());
                case 'g' -> {
                    // A global header says nothing that extraction needs.
                }
                default -> {
                    return entry(header, flag, extended);
                }
            }
        }
    }

    private TarEntry entry(byte[] header, char flag, Map<String, String> extended) throws IOException {
        String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        String path = extended.getOrDefault("path", prefix.isEmpty() ? name : prefix + '/' + name);
        String size = extended.get("size");
        if (size != null) {
            left = parse(size, 10);
            padding = TarEntry.padding(left);
        }
        if (extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw new IOException("the archive holds the sparse file " + extended.getOrDefault("GNU.sparse.name", path)
                    + ": pack it without --sparse");
        }
        TarEntry.Kind kind =
                switch (flag) {
                    case '0', '\0', '7' -> path.endsWith("/") ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
                    case '2' -> TarEntry.Kind.SYMLINK;
                    case '5' -> TarEntry.Kind.DIRECTORY;
                    default -> TarEntry.Kind.OTHER;
                };
        String link = kind == TarEntry.Kind.SYMLINK ? extended.getOrDefault("linkpath", text(header, 157, 100)) : "";
        int mode = (int) (number(header, 100, 8) & 0777);
        return new TarEntry(kind, path, link, mode, left, number(header, 136, 12));
    }

    /** The content of the member that {@link #next} gave; ends where it ends. */
    @NonNull
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int n = in.read(buffer, offset, (int) Math.min(left, length));
                if (n < 0) {
                    throw endsInAFile(null);
                }
                left -= n;
                return n;
            }
        };
    }

    private void skipRest() throws IOException {
        try {
            in.skipNBytes(left + padding);
        } catch (EOFException e) {
            throw endsInAFile(e);
        }
        left = 0;
        padding = 0;
    }

    private static IOException endsInAFile(@CheckForNull EOFException cause) {
        return new IOException("the archive ends in the middle of a file", cause);
    }

    private byte[] headerContent() throws IOException {
        if (left > LONGEST_HEADER) {
            throw new IOException("the archive has a header of " + left + " bytes");
        }
        return content().readAllBytes();
    }

    private String longName() throws IOException {
        byte[] bytes = headerContent();
        return text(bytes, 0, bytes.length);
    }

    private void readRecords(Map<String, String> extended) throws IOException {
        byte[] bytes = headerContent();
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            int length = (int) parse(new String(bytes, at, space - at, StandardCharsets.US_ASCII), 10);
            if (length <= space - at + 1 || at + length > bytes.length) {
                throw new IOException("the archive has a damaged extended header");
            }
            String record = new String(bytes, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                extended.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at += length;
        }
    }

    private static boolean isZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < header.length; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("this is not a tar archive, or it is damaged");
        }
    }

    private static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits, or GNU's binary form for numbers that are too large for them. */
    private static long number(byte[] header, int offset, int length) throws IOException {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x7f;
            for (int i = 1; i < length; i++) {
                if (value >= 1L << 54) {
                    throw new IOException("this is not a tar archive, or it is damaged");
                }
                value = value << 8 | header[offset + i] & 0xff;
            }
            return value;
        }
        return parse(text(header, offset, length).strip(), 8);
    }

    private static long parse(String digits, int radix) throws IOException {
        try {
            long value = digits.isEmpty() ? 0 : Long.parseLong(digits, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("this is not a tar archive, or it is damaged", e);
        }
        throw new IOException("this is not a tar archive, or it is damaged");
    }
}
