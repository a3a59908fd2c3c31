package io.jenkins.plugins.kargo.engine.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How far away an address is, by the special-purpose registries of IANA (RFC 6890 and its updates). */
enum Reach {
    PUBLIC,
    PRIVATE,
    LOOPBACK,
    FORBIDDEN;

    static Reach of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return FORBIDDEN;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? ofVersion4(bytes) : ofVersion6(bytes);
    }

    private static Reach ofVersion4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0 || first >= 240) {
            return FORBIDDEN;
        }
        boolean internal = first == 10
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19);
        return internal ? PRIVATE : PUBLIC;
    }

    private static Reach ofVersion6(byte[] bytes) {
        if (startsWith(bytes, 0xfd, 0x00, 0x0e, 0xc2)) {
            return FORBIDDEN; // the metadata service of AWS
        }
        if ((bytes[0] & 0xfe) == 0xfc || bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0xc0) {
            return PRIVATE;
        }
        // Addresses that are translated to version 4 on the way: what counts is where they end.
        if (startsWith(bytes, 0x20, 0x02)) {
            return embedded(bytes, 2);
        }
        boolean translated = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return translated || compatible ? embedded(bytes, 12) : PUBLIC;
    }

    private static Reach embedded(byte[] bytes, int offset) {
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
