package io.jenkins.plugins.kargo.engine.freight.url;

/**
 * A URL as Go's {@code net/url} reads and prints it. Freight ids are hashes over such prints, so the differences to
 * {@link java.net.URI} matter: what is refused, what is left encoded, what becomes of a single trailing question mark.
 * All components are texts of one char per byte, see {@link UrlText#toBytes}.
 *
 * @param opaque what follows {@code scheme:} when it does not begin with a slash
 * @param user the user information in its usual encoding, empty with or without an {@code @}
 * @param authority whether {@code //} and an authority, perhaps an empty one, were there
 * @param path decoded
 * @param writtenPath as it was written when that is not the usual encoding of the path, else empty
 * @param fragment decoded
 * @param writtenFragment as it was written when that is not the usual encoding of the fragment, else empty
 */
record GoUrl(
        String scheme,
        String opaque,
        boolean hasUser,
        String user,
        boolean authority,
        String host,
        String path,
        String writtenPath,
        boolean emptyQuery,
        String query,
        String fragment,
        String writtenFragment) {

    static GoUrl parse(String text) throws UrlSyntaxException {
        return GoUrlParser.parse(text);
    }

    GoUrl withoutUser() {
        return new GoUrl(
                scheme,
                opaque,
                false,
                "",
                authority,
                host,
                path,
                writtenPath,
                emptyQuery,
                query,
                fragment,
                writtenFragment);
    }

    GoUrl withPath(String newPath) {
        return new GoUrl(
                scheme,
                opaque,
                hasUser,
                user,
                authority,
                host,
                newPath,
                writtenPath,
                emptyQuery,
                query,
                fragment,
                writtenFragment);
    }

    /** Whether the query holds at least one readable parameter; broken ones do not count. */
    boolean hasParameters() {
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty() && parameter.indexOf(';') < 0 && isDecodable(parameter)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (!scheme.isEmpty()) {
            out.append(scheme).append(':');
        }
        if (opaque.isEmpty()) {
            appendHierarchy(out);
        } else {
            out.append(opaque);
        }
        if (emptyQuery || !query.isEmpty()) {
            out.append('?').append(query);
        }
        if (!fragment.isEmpty()) {
            out.append('#').append(print(UrlPart.FRAGMENT, fragment, writtenFragment));
        }
        return out.toString();
    }

    private void appendHierarchy(StringBuilder out) {
        boolean named = !host.isEmpty() || hasUser;
        if (named || (authority && !scheme.isEmpty() && !path.isEmpty())) {
            out.append("//");
        }
        if (hasUser) {
            out.append(user).append('@');
        }
        out.append(UrlPart.HOST.encode(host));
        String printed = path.equals("*") ? path : print(UrlPart.PATH, path, writtenPath);
        if (!printed.isEmpty() && printed.charAt(0) != '/' && !host.isEmpty()) {
            out.append('/');
        }
        if (out.length() == 0 && firstSegment(printed).indexOf(':') >= 0) {
            out.append("./");
        }
        out.append(printed);
    }

    static String firstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static String print(UrlPart part, String decoded, String written) {
        if (!written.isEmpty() && part.isEncoded(written)) {
            try {
                if (part.decode(written).equals(decoded)) {
                    return written;
                }
            } catch (UrlSyntaxException e) {
                return part.encode(decoded);
            }
        }
        return part.encode(decoded);
    }

    private static boolean isDecodable(String parameter) {
        try {
            UrlPart.QUERY.decode(parameter);
            return true;
        } catch (UrlSyntaxException e) {
            return false;
        }
    }
}
