package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitMessageTest {
    @Test
    void theTrailerIsAParagraphOfItsOwn() {
        assertThat(CommitMessage.of("Update image\n", "test.1.2"))
                .isEqualTo("Update image\n\nKargo-Promotion: test.1.2\n");
        assertThat(CommitMessage.of("fix: a thing", "p")).isEqualTo("fix: a thing\n\nKargo-Promotion: p\n");
    }

    @Test
    void itJoinsTrailersThatAreThere() {
        assertThat(CommitMessage.of("Title\n\nSigned-off-by: Ada <a@b>", "p"))
                .isEqualTo("Title\n\nSigned-off-by: Ada <a@b>\nKargo-Promotion: p\n");
    }

    @Test
    void aListIsNotTrailers() {
        assertThat(CommitMessage.of("Updated x\n\n- a: 1\n- b: 2", "p"))
                .isEqualTo("Updated x\n\n- a: 1\n- b: 2\n\nKargo-Promotion: p\n");
    }
}
