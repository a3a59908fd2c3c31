package io.jenkins.plugins.kargo.engine.freight.url;

/**
 * The parts of a URL, each with its own rule of what must be percent-encoded (RFC 3986 as Go's {@code net/url} applies
 * it). Works on texts of one char per byte, see {@link UrlText#toBytes}.
 */
enum UrlPart {
    USER("-_.~$&+,;="),
    HOST("-_.~!$&'()*+,;=:[]<>\""),
    ZONE("-_.~!$&'()*+,;=:[]<>\""),
    PATH("-_.~$&+,/:;=@"),
    QUERY("-_.~"),
    FRAGMENT("-_.~$&+,/:;=?@!()*");

    /** Characters that a path or fragment may hold as they are although encoding would encode them. */
    private static final String TOLERATED = "!$&'()*+,;=:@[]%";

    private static final String HEX = "0123456789ABCDEF";

    private final String plain;

    UrlPart(String plain) {
        this.plain = plain;
    }

    String encode(String bytes) {
        StringBuilder out = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    /** @throws UrlSyntaxException for a broken escape, and in a host for an escape or character it must not hold */
    String decode(String encoded) throws UrlSyntaxException {
        StringBuilder out = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                out.append(escaped(encoded, i));
                i += 2;
            } else if (isHost() && c < 0x80 && !isPlain(c)) {
                throw new UrlSyntaxException("a host must not contain '" + c + "'");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether the text is an encoding, perhaps not the usual one, of something. */
    boolean isEncoded(String encoded) {
        return encoded.chars().allMatch(c -> TOLERATED.indexOf(c) >= 0 || isPlain((char) c));
    }

    private char escaped(String encoded, int at) throws UrlSyntaxException {
        int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 2), 16);
        if (low < 0) {
            throw new UrlSyntaxException("'%' must be followed by two hexadecimal digits");
        }
        char value = (char) (high << 4 | low);
        boolean refused =
                switch (this) {
                    case HOST -> value < 0x80 && value != '%';
                    case ZONE -> value != '%' && value != ' ' && !isPlain(value);
                    default -> false;
                };
        if (refused) {
            throw new UrlSyntaxException("a host must not contain an escape of that character");
        }
        return value;
    }

    private boolean isHost() {
        return this == HOST || this == ZONE;
    }

    private boolean isPlain(char c) {
        return Ascii.isAlphanumeric(c) || plain.indexOf(c) >= 0;
    }
}
