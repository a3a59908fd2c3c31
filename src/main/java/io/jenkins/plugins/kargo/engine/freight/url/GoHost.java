package io.jenkins.plugins.kargo.engine.freight.url;

/** The {@code host[:port]} of a URL, IPv6 literals included, by the rules of Go's {@code net/url} and {@code net/netip}. */
final class GoHost {

    private static final int IPV6_GROUPS = 8;

    private GoHost() {}

    /** The host, decoded, with its port as written. */
    static String parse(String scheme, String text) throws UrlSyntaxException {
        int bracket = text.lastIndexOf('[');
        if (bracket > 0) {
            throw new UrlSyntaxException("'[' may only be the first character of a host");
        }
        if (bracket == 0) {
            return parseLiteral(text);
        }
        int colon = text.indexOf(':');
        if (colon >= 0 && !scheme.equals("http") && !scheme.equals("https")) {
            colon = text.lastIndexOf(':');
        }
        if (colon >= 0) {
            requirePort(text.substring(colon));
        }
        return UrlPart.HOST.decode(text);
    }

    private static String parseLiteral(String text) throws UrlSyntaxException {
        int close = text.lastIndexOf(']');
        if (close < 0) {
            throw new UrlSyntaxException("']' is missing after the host");
        }
        requirePort(text.substring(close + 1));
        String literal = text.substring(1, close);
        int zone = literal.indexOf("%25");
        String address = zone < 0
                ? UrlPart.HOST.decode(literal)
                : UrlPart.HOST.decode(literal.substring(0, zone)) + UrlPart.ZONE.decode(literal.substring(zone));
        int percent = address.indexOf('%');
        boolean emptyZone = percent == address.length() - 1 && percent >= 0;
        if (emptyZone || !isIpv6(percent < 0 ? address : address.substring(0, percent))) {
            throw new UrlSyntaxException("'[' and ']' must enclose an IPv6 address");
        }
        return '[' + address + ']' + text.substring(close + 1);
    }

    private static void requirePort(String text) throws UrlSyntaxException {
        boolean digits = text.chars().skip(1).allMatch(Ascii::isDigit);
        if (!text.isEmpty() && (text.charAt(0) != ':' || !digits)) {
            throw new UrlSyntaxException("the port is not a number");
        }
    }

    private static boolean isIpv6(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address) == IPV6_GROUPS;
        }
        String before = address.substring(0, gap);
        String after = address.substring(gap + 2);
        int left = before.isEmpty() ? 0 : before.indexOf('.') >= 0 ? -1 : groups(before);
        int right = after.isEmpty() ? 0 : groups(after);
        return left >= 0 && right >= 0 && left + right < IPV6_GROUPS;
    }

    /** Counts 16-bit groups, an IPv4 address at the end as two; -1 when something is wrong. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                return isIpv4(part) ? count + 2 : -1;
            }
            if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                return -1;
            }
            count++;
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits = part.chars().allMatch(Ascii::isDigit);
            boolean padded = part.length() > 1 && part.charAt(0) == '0';
            if (part.isEmpty() || part.length() > 3 || !digits || padded || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
