package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.ManifestFixture.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a secret gets that an expression names. */
class SecretsInStepsTest {
    @TempDir
    Path directory;

    private ManifestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ManifestFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aSecretReachesOnlyTheFieldsThatAskForSecrets() throws Exception {
        fixture.fake.secretFields(field -> field.equals("header"));
        fixture.fake.always(context -> {
            assertThat(context.config().get("header")).isInstanceOf(Tainted.class);
            Tainted header = (Tainted) context.config().get("header");
            assertThat(header.reveal()).isEqualTo("Bearer s3cr3t");
            return StepResult.succeeded();
        });
        String steps = """
                - uses: fake
                  as: good
                  vars: [{name: token, value: "${{ secret('api').token }}"}]
                  config: {header: "Bearer ${{ vars.token }}"}
                - uses: fake
                  as: bad
                  config: {body: "${{ secret('api').token }}"}
                """;
        Promotion promotion = fixture.promote(stage(steps));
        assertThat(promotion.recordOf("good").orElseThrow().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(promotion.recordOf("bad").orElseThrow().status()).isEqualTo(StepStatus.Errored);
        assertThat(promotion.toString()).doesNotContain("s3cr3t");
        assertThat(fixture.log.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aSecretIsNeverStoredAsAnOutput() throws Exception {
        fixture.fake.secretFields(TaintPolicy.ALLOW);
        fixture.fake.always(context -> StepResult.succeeded(context.config()));
        Promotion promotion = fixture.promote(stage("""
                - uses: fake
                  as: out
                  config: {token: "${{ secret('api').token }}"}
                """));
        assertThat(promotion.message()).contains("The output of the step.token holds a secret");
        assertThat(promotion.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aPreviewSeesNoSecret() throws Exception {
        fixture.fake.secretFields(TaintPolicy.ALLOW);
        Promotion promotion = fixture.promote(stage("""
                - uses: fake
                  as: out
                  config: {token: "${{ secret('api').token }}"}
                """), Map.of(), true);
        assertThat(promotion.message()).contains("secret \"api\" is not available in a preview");
        assertThat(fixture.fake.runs).isEmpty();
    }
}
