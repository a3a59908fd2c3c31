package io.jenkins.plugins.kargo.engine.expression.value;

/** Reads damaged UTF-8 as Go does: one U+FFFD for each byte that does not belong to a character. */
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = lengthAt(bytes, i);
            if (length == 0) {
                text.append('\uFFFD');
                i++;
            } else {
                text.append(new String(bytes, i, length, java.nio.charset.StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** Bytes of the well-formed character that starts here, 0 when none does. */
    private static int lengthAt(byte[] bytes, int start) {
        int first = bytes[start] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || start + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[start + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = length > 1 ? bytes[start + 1] & 0xff : 0;
        boolean overlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean surrogateOrTooLarge = first == 0xED && second > 0x9F || first == 0xF4 && second > 0x8F;
        return overlong || surrogateOrTooLarge ? 0 : length;
    }
}
