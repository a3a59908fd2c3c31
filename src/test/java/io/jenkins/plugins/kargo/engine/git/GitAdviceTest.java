package io.jenkins.plugins.kargo.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import org.junit.jupiter.api.Test;

class GitAdviceTest {
    private static final GitAccess ACCESS =
            new GitAccess("https://h/r.git", new Credential.UsernamePassword("bot", "kargo", new SecretText("secret")));

    @Test
    void aRefusedCredentialIsNamedByItsId() {
        assertThat(GitAdvice.on("fatal: Authentication failed for 'https://h/r.git/'", ACCESS))
                .isEqualTo("the server refuses the credential 'bot': wrong user name, password or key");
        assertThat(GitAdvice.on("git@h: Permission denied (publickey).", ACCESS))
                .contains("'bot'");
    }

    @Test
    void whoHasNoneIsToldToBindOne() {
        assertThat(GitAdvice.on("fatal: could not read Username for 'https://h': terminal prompts disabled", null))
                .contains("none is bound to this URL");
    }

    @Test
    void aMissingRightIsSaid() {
        assertThat(GitAdvice.on("The requested URL returned error: 403", ACCESS))
                .contains("'bot' has no right");
        assertThat(GitAdvice.on("The requested URL returned error: 403", null)).contains("none is bound");
    }

    @Test
    void otherErrorsSpeakForThemselves() {
        assertThat(GitAdvice.on("fatal: couldn't find remote ref x", ACCESS)).isEmpty();
    }
}
