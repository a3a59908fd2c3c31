package io.jenkins.plugins.kargo.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostingFilesTest {
    private static final Path ROOT = Path.of("../..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONTRIBUTING.md",
                "LICENSE.md",
                "README.md",
                ".editorconfig",
                ".mvn_exec_node",
                ".github/renovate.json",
                ".github/workflows/cd.yaml",
                ".github/workflows/jenkins-security-scan.yml",
                "src/main/resources/index.jelly",
            })
    void theFileIsThere(String file) throws IOException {
        assertThat(text(file)).isNotBlank().doesNotContain("TODO");
    }

    @Test
    void theJenkinsfileIsOneCallWithJdk21And25() throws IOException {
        assertThat(text("Jenkinsfile"))
                .matches("(?s)buildPlugin\\(.*\\)\\s*")
                .contains("configurations", "jdk: 21", "jdk: 25");
    }

    @Test
    void thePluginsTeamOwnsTheCode() throws IOException {
        assertThat(text(".github/CODEOWNERS")).isEqualToIgnoringNewLines("* @jenkinsci/kargo-plugin-developers");
    }

    @Test
    void buildResultsAreIgnored() throws IOException {
        assertThat(text(".gitignore").lines()).contains("target", "work");
    }

    @Test
    void releasesAreContinuous() throws IOException {
        assertThat(text(".mvn/extensions.xml")).contains("git-changelist-maven-extension");
        assertThat(text(".mvn/maven.config").lines())
                .containsExactly(
                        "-Pconsume-incrementals", "-Pmight-produce-incrementals", "-Dchangelist.format=%d.v%s");
        assertThat(ROOT.resolve(".github/release-drafter.yml")).doesNotExist();
        assertThat(ROOT.resolve(".github/workflows/release-drafter.yml")).doesNotExist();
    }

    @Test
    void npmHasTheScriptsThatTheParentPomCalls() throws IOException {
        assertThat(text("package.json")).contains("\"mvnbuild\":", "\"mvntest\":");
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
