package io.jenkins.plugins.kargo.engine.freight.url;

import java.util.Locale;

/** Takes a URL apart by the rules of Go's {@code url.Parse}. */
final class GoUrlParser {

    private String scheme = "";
    private boolean hasUser;
    private String user = "";
    private boolean authority;
    private String host = "";
    private boolean emptyQuery;
    private String query = "";

    private GoUrlParser() {}

    static GoUrl parse(String text) throws UrlSyntaxException {
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        return new GoUrlParser().parse(hash < 0 ? text : text.substring(0, hash), fragment);
    }

    private GoUrl parse(String text, String fragment) throws UrlSyntaxException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new UrlSyntaxException("a URL must not contain control characters");
        }
        String rest = takeQuery(takeScheme(text));
        boolean rooted = rest.startsWith("/");
        if (!rooted && !scheme.isEmpty()) {
            return url(rest, "", fragment);
        }
        if (!rooted && GoUrl.firstSegment(rest).indexOf(':') >= 0) {
            throw new UrlSyntaxException("the first segment of a path must not contain a colon");
        }
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            String named = GoUrl.firstSegment(rest.substring(2));
            readAuthority(named);
            rest = rest.substring(2 + named.length());
        }
        return url("", rest, fragment);
    }

    private GoUrl url(String opaque, String written, String writtenFragment) throws UrlSyntaxException {
        String path = UrlPart.PATH.decode(written);
        String fragment = UrlPart.FRAGMENT.decode(writtenFragment);
        return new GoUrl(
                scheme,
                opaque,
                hasUser,
                user,
                authority,
                host,
                path,
                unlessUsual(UrlPart.PATH, path, written),
                emptyQuery,
                query,
                fragment,
                unlessUsual(UrlPart.FRAGMENT, fragment, writtenFragment));
    }

    private static String unlessUsual(UrlPart part, String decoded, String written) {
        return part.encode(decoded).equals(written) ? "" : written;
    }

    private String takeScheme(String text) throws UrlSyntaxException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new UrlSyntaxException("the scheme before ':' is missing");
                }
                scheme = text.substring(0, i).toLowerCase(Locale.ROOT);
                return text.substring(i + 1);
            }
            boolean later = Ascii.isDigit(c) || c == '+' || c == '-' || c == '.';
            if (!Ascii.isLetter(c) && (i == 0 || !later)) {
                return text;
            }
        }
        return text;
    }

    private String takeQuery(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) {
            return text;
        }
        emptyQuery = mark == text.length() - 1;
        query = text.substring(mark + 1);
        return text.substring(0, mark);
    }

    private void readAuthority(String text) throws UrlSyntaxException {
        authority = true;
        int at = text.lastIndexOf('@');
        host = GoHost.parse(scheme, text.substring(at + 1));
        if (at >= 0) {
            hasUser = true;
            user = userInfo(text.substring(0, at));
        }
    }

    private static String userInfo(String text) throws UrlSyntaxException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isAlphanumeric(c) && "-._:~!$&'()*+,;=%@".indexOf(c) < 0) {
                throw new UrlSyntaxException("the user information contains a character that must be encoded");
            }
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return recode(text);
        }
        return recode(text.substring(0, colon)) + ':' + recode(text.substring(colon + 1));
    }

    private static String recode(String text) throws UrlSyntaxException {
        return UrlPart.USER.encode(UrlPart.USER.decode(text));
    }
}
