package io.jenkins.plugins.kargo.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KargoGlobalConfigurationTest {
    @Test
    void hostsAreSeparatedBySpacesCommasOrLines() {
        assertThat(KargoGlobalConfiguration.words(" git.example.com, *.example.org\nregistry:5000 "))
                .containsExactly("git.example.com", "*.example.org", "registry:5000");
        assertThat(KargoGlobalConfiguration.words("")).isEmpty();
    }
}
