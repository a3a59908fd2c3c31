package io.jenkins.plugins.kargo.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {
    private static ClusterAccess read(String text) throws KubeconfigException {
        return Kubeconfig.read(new SecretText(text));
    }

    private static String withUser(String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: prod
                contexts:
                - {name: other, context: {cluster: other, user: other}}
                - {name: prod, context: {cluster: eks, user: bot, namespace: x}}
                clusters:
                - {name: other, cluster: {server: "https://other:6443"}}
                - {name: eks, cluster: {server: "https://10.0.0.1:6443", certificate-authority-data: Q0E=}}
                users:
                - {name: other, user: {exec: {command: aws}}}
                - name: bot
                  user: %s
                """.formatted(user);
    }

    @Test
    void theCurrentContextCounts() throws Exception {
        ClusterAccess access = read(withUser("{token: t0ken, as: deployer, as-groups: [ops]}"));
        assertThat(access.server()).isEqualTo(URI.create("https://10.0.0.1:6443"));
        assertThat(access.caCertificate()).isEqualTo("Q0E=");
        assertThat(access.secrets()).containsExactly(new SecretText("t0ken"));
        assertThat(access.impersonate()).isEqualTo("deployer");
        assertThat(access.impersonateGroups()).containsExactly("ops");
        assertThat(access.toString()).doesNotContain("t0ken");
    }

    @Test
    void certificatesAndPasswordsAreRead() throws Exception {
        ClusterAccess access = read(withUser(
                "{client-certificate-data: Q0VSVA==, client-key-data: S0VZ, username: ada, password: pa55word}"));
        assertThat(access.clientCertificate()).isEqualTo("Q0VSVA==");
        assertThat(access.username()).isEqualTo("ada");
        assertThat(access.secrets()).containsExactly(new SecretText("pa55word"), new SecretText("S0VZ"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{exec: {apiVersion: v1, command: /bin/sh, args: [-c, id]}}",
                "{auth-provider: {name: gcp, config: {cmd-path: /bin/sh}}}",
                "{tokenFile: /etc/passwd}",
                "{client-certificate: /etc/passwd, client-key-data: S0VZ}",
                "{client-key: /etc/shadow}",
            })
    void whatWouldRunOrReadSomethingOnTheControllerIsRefused(String user) {
        String key = user.substring(1, user.indexOf(':'));
        assertThatThrownBy(() -> read(withUser(user)))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("users[bot].user." + key + " is refused")
                .hasMessageContaining("Jenkins controller");
    }

    @Test
    void anAuthorityInAFileIsRefused() {
        String text = withUser("{token: t}").replace("certificate-authority-data: Q0E=", "certificate-authority: /ca");
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("clusters[eks].cluster.certificate-authority is refused")
                .hasMessageContaining("kubectl config view --raw --flatten");
    }

    @Test
    void noMessageShowsWhatIsInIt() {
        for (String text : List.of(
                "users: [{name: a, user: {token: s3cret]]",
                "s3cret",
                "clusters: [{name: s, cluster: {server: s3cret}}]\ncontexts: [{name: c, context: {cluster: s}}]\n",
                "a: &s3cret [*s3cret",
                "!!javax.script.ScriptEngineManager [s3cret]")) {
            assertThatThrownBy(() -> read(text))
                    .as(text)
                    .isInstanceOf(KubeconfigException.class)
                    .message()
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void whatItDoesNotSayIsNamed() {
        String text = withUser("{token: t}");
        assertThatThrownBy(() -> read(text.replace("current-context: prod", "current-context: none")))
                .hasMessage("The kubeconfig has no none in contexts");
        assertThatThrownBy(() -> read(text.replace("current-context: prod", "")))
                .hasMessageContaining("no current-context, so it does not say which of its 2 contexts is meant");
        assertThatThrownBy(() -> read(text.replace("user: bot", "user: nobody")))
                .hasMessage("The kubeconfig has no nobody in users");
    }

    @Test
    void aTokenIsNoKubeconfig() {
        assertThat(Kubeconfig.isOne(new SecretText("eyJhbGciOi.clusters.x"))).isFalse();
        assertThat(Kubeconfig.isOne(new SecretText(withUser("{token: t}")))).isTrue();
        assertThat(Kubeconfig.isOne(new SecretText("{\"clusters\": []}"))).isTrue();
    }
}
