package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedOutcomeTest {
    private static final SecretMask MASK =
            SecretMask.ofTexts(List.of(new SecretText("geheim-und-lang"), new SecretText("main")));

    @Test
    void messagesShowNoSecret() {
        assertThat(new StepAttempt.Broke("401 for geheim-und-lang").masked(MASK))
                .isEqualTo(new StepAttempt.Broke("401 for ****"));
        assertThat(new StepAttempt.Refused("geheim%2Dund-lang geheim-und-lang").masked(MASK))
                .isEqualTo(new StepAttempt.Refused("geheim%2Dund-lang ****"));
    }

    @Test
    void outputsShowNoSecretHoweverDeep() {
        StepResult result = StepResult.succeeded(
                Map.of("body", Map.of("echo", List.of("Bearer geheim-und-lang", 7, true)), "branch", "main"));

        assertThat(result.masked(MASK).output())
                .isEqualTo(Map.of("body", Map.of("echo", List.of("Bearer ****", 7, true)), "branch", "main"));
    }

    @Test
    void nothingIsCopiedWhenThereIsNothingToHide() {
        StepResult result = StepResult.succeeded(Map.of("a", "b"));

        assertThat(result.masked(SecretMask.NONE)).isSameAs(result);
    }
}
