package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Puts a chart into a registry by helm itself. */
final class HelmPush {
    private HelmPush() {}

    static void push(LocalWorkspace workspace, Path temp, String authority, byte[] archive) throws Exception {
        Path file = Files.write(temp.resolve("library-1.2.3.tgz"), archive);
        String pair = BasicCredentials.RIGHT.user() + ':' + BasicCredentials.RIGHT.password();
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Path config = Files.writeString(
                temp.resolve("registry.json"), "{\"auths\": {\"" + authority + "\": {\"auth\": \"" + auth + "\"}}}");
        List<String> arguments = List.of(
                "helm",
                "push",
                file.toString(),
                "oci://" + authority + "/charts",
                "--plain-http",
                "--registry-config",
                config.toString());
        ExecResult result = workspace.exec(
                new Command(arguments, "", Map.of(), Command.DEFAULT_TIMEOUT, Command.DEFAULT_STDOUT_LIMIT));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }
}
