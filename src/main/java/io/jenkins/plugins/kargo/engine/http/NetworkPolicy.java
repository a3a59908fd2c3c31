package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where the controller may connect to on behalf of manifests. Link-local addresses (they hold the metadata services of
 * clouds), multicast and unspecified ones are never allowed.
 *
 * @param allowedHosts when not empty, the only hosts allowed: {@code example.com}, {@code *.example.com} (any host below
 *     it), {@code registry:5000} (that port only)
 * @param privateAddresses whether hosts with addresses of private networks are allowed; a host that the list names without
 *     a wildcard is allowed to have one anyway
 * @param loopback whether this machine itself is allowed: for the demo and tests
 * @param plainHttpHosts registries that speak no TLS, in the form of allowedHosts; those on loopback need no mention
 */
public record NetworkPolicy(
        @NonNull List<String> allowedHosts,
        boolean privateAddresses,
        boolean loopback,
        @NonNull List<String> plainHttpHosts) {
    /** Every public host, nothing else. */
    public static final NetworkPolicy PUBLIC = new NetworkPolicy(List.of(), false, false, List.of());

    /** Every host, private networks and this machine included. */
    public static final NetworkPolicy LOOPBACK = new NetworkPolicy(List.of(), true, true, List.of());

    public NetworkPolicy {
        allowedHosts = allowedHosts.stream().map(NetworkPolicy::lower).toList();
        plainHttpHosts = plainHttpHosts.stream().map(NetworkPolicy::lower).toList();
    }

    /**
     * Checks scheme, name and addresses. The name is resolved here; the JDK's own cache of addresses makes the connection
     * that follows use the same answer.
     *
     * @throws HttpFailure saying what is refused and who can allow it
     */
    public void check(@NonNull URI uri) throws HttpFailure {
        check(uri, false);
    }

    /** @param throughProxy when a proxy resolves the name; a literal address is judged all the same */
    public void check(@NonNull URI uri, boolean throughProxy) throws HttpFailure {
        checkForm(uri);
        String host = bare(uri.getHost());
        boolean literal = host.matches("[0-9.]+") || host.indexOf(':') >= 0;
        if (throughProxy && !literal) {
            checkName(host, Uris.port(uri));
        } else {
            check(host, Uris.port(uri));
        }
    }

    private static void checkForm(URI uri) throws HttpFailure {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("the scheme of " + Uris.withoutQuery(uri) + " is neither https nor http");
        }
        if (uri.getHost() == null) {
            throw refused(Uris.withoutQuery(uri) + " names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("a URL of " + uri.getHost() + " holds a user name or password; use a Jenkins credential");
        }
    }

    /** Checks name and addresses of a host that is reached by another protocol, such as SSH. */
    public void check(@NonNull String host, int port) throws HttpFailure {
        checkName(host, port);
        String name = bare(host);
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(name);
        } catch (UnknownHostException e) {
            throw new HttpFailure(HttpFailure.Kind.UNREACHABLE, "The host name " + name + " cannot be resolved", e);
        }
        for (InetAddress address : addresses) {
            checkAddress(name, port, address);
        }
    }

    private void checkName(String host, int port) throws HttpFailure {
        if (!allowedHosts.isEmpty() && allowedHosts.stream().noneMatch(allowed -> matches(allowed, host, port))) {
            throw refused(host + " is not among the allowed hosts of Kargo's network settings");
        }
    }

    private void checkAddress(String host, int port, InetAddress address) throws HttpFailure {
        String found = host + " (" + address.getHostAddress() + ")";
        switch (Reach.of(address)) {
            case FORBIDDEN -> throw refused(found + " is a link-local or otherwise unusable address");
            case LOOPBACK -> {
                if (!loopback) {
                    throw refused(
                            found
                                    + " is this machine itself; for trials an administrator can allow that in Kargo's network settings");
                }
            }
            case PRIVATE -> {
                if (!privateAddresses && !namedExactly(host, port)) {
                    throw refused(found
                            + " is in a private network; an administrator can add the host to the allowed hosts of Kargo's"
                            + " network settings");
                }
            }
            case PUBLIC -> {}
        }
    }

    /** Whether a registry without a scheme in its name is spoken to by plain HTTP. */
    public boolean allowsPlainHttp(@NonNull String host, int port) {
        return loopback && isLoopbackName(host) || plainHttpHosts.stream().anyMatch(p -> matches(p, host, port));
    }

    private static boolean isLoopbackName(String host) {
        String name = lower(bare(host));
        return name.equals("localhost") || name.endsWith(".localhost") || name.startsWith("127.") || name.equals("::1");
    }

    private boolean namedExactly(String host, int port) {
        return allowedHosts.stream().anyMatch(allowed -> !allowed.startsWith("*.") && matches(allowed, host, port));
    }

    private static boolean matches(String pattern, String host, int port) {
        String name = lower(bare(host));
        String wanted = pattern;
        int colon = pattern.lastIndexOf(':');
        if (colon > 0 && pattern.indexOf(':') == colon) {
            if (!pattern.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            wanted = pattern.substring(0, colon);
        }
        return wanted.startsWith("*.") ? name.endsWith(wanted.substring(1)) : name.equals(bare(wanted));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).strip();
    }

    private static HttpFailure refused(String why) {
        return new HttpFailure(HttpFailure.Kind.REFUSED, "Not allowed: " + why);
    }
}
