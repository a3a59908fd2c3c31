package io.jenkins.plugins.kargo.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "172.15.0.1, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.63.0.1, PUBLIC",
        "2a00:1450::1, PUBLIC",
        "64:ff9b::808:808, PUBLIC",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.4.5, PRIVATE",
        "100.100.100.200, PRIVATE",
        "198.18.0.1, PRIVATE",
        "fc00::1, PRIVATE",
        "fec0::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "64:ff9b::a00:1, PRIVATE",
        "2002:a00:1::, PRIVATE",
        "127.0.0.1, LOOPBACK",
        "127.8.8.8, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "64:ff9b::7f00:1, LOOPBACK",
        "169.254.169.254, FORBIDDEN",
        "64:ff9b::a9fe:a9fe, FORBIDDEN",
        "fe80::1, FORBIDDEN",
        "fd00:ec2::254, FORBIDDEN",
        "0.0.0.0, FORBIDDEN",
        "::, FORBIDDEN",
        "224.0.0.1, FORBIDDEN",
        "255.255.255.255, FORBIDDEN",
    })
    void addressesAreJudgedByWhereTheyLead(String address, Reach expected) throws Exception {
        assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://8.8.8.8/", "file:///etc/passwd", "jar:http://8.8.8.8/", "https:8.8.8.8", "//8.8.8.8/"})
    void onlyHttpAndHttpsAreAllowed(String uri) {
        assertThatThrownBy(() -> NetworkPolicy.PUBLIC.check(URI.create(uri))).hasMessageStartingWith("Not allowed: ");
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> NetworkPolicy.PUBLIC.check(URI.create("https://me:secret@8.8.8.8/x")))
                .hasMessageContaining("use a Jenkins credential")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theAllowListBoundsTheHosts() {
        NetworkPolicy policy = new NetworkPolicy(List.of("*.example.com", "8.8.8.8:8443"), false, false, List.of());

        assertThatCode(() -> policy.check("8.8.8.8", 8443)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.check("8.8.8.8", 443)).hasMessageContaining("not among the allowed hosts");
        assertThatThrownBy(() -> policy.check("example.com", 443)).hasMessageContaining("not among the allowed hosts");
        assertThatThrownBy(() -> policy.check("notexample.com", 443)).hasMessageContaining("not among");
    }

    @Test
    void aHostThatTheListNamesMayBePrivateButNotLinkLocal() {
        NetworkPolicy policy =
                new NetworkPolicy(List.of("10.0.0.5", "169.254.169.254", "127.0.0.1"), false, false, List.of());

        assertThatCode(() -> policy.check("10.0.0.5", 443)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.check("169.254.169.254", 80)).hasMessageContaining("link-local");
        assertThatThrownBy(() -> policy.check("127.0.0.1", 80)).hasMessageContaining("this machine itself");
        assertThatThrownBy(() -> NetworkPolicy.PUBLIC.check("10.0.0.5", 443))
                .hasMessageContaining("an administrator can add the host");
    }

    @Test
    void plainHttpIsForLoopbackAndTheHostsThatAreNamed() {
        NetworkPolicy policy = new NetworkPolicy(List.of(), true, false, List.of("registry.lan:5000"));

        assertThat(policy.allowsPlainHttp("registry.lan", 5000)).isTrue();
        assertThat(policy.allowsPlainHttp("registry.lan", 443)).isFalse();
        assertThat(policy.allowsPlainHttp("localhost", 5000)).isFalse();
        assertThat(NetworkPolicy.LOOPBACK.allowsPlainHttp("localhost", 5000)).isTrue();
        assertThat(NetworkPolicy.LOOPBACK.allowsPlainHttp("ghcr.io", 443)).isFalse();
    }
}
