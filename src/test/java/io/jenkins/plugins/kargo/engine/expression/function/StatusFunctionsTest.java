package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusFunctionsTest {
    private static StepRecord record(String alias, StepStatus status, boolean continueOnError) {
        return new StepRecord(alias, "git-push", status, "", Instant.EPOCH, null, 2, continueOnError, null, Map.of());
    }

    private static Object value(String source, String alias, StepRecord... records) {
        Environment environment =
                Environment.of(Map.of()).withFunctions(StatusFunctions.table(alias, List.of(records)));
        return Expression.parse(source, environment.functions()).evaluate(environment);
    }

    @Test
    void aFailureCountsUnlessTheStepMayFail() {
        StepRecord failed = record("a", StepStatus.Failed, false);
        StepRecord errored = record("b", StepStatus.Errored, false);
        StepRecord allowed = record("c", StepStatus.Failed, true);
        StepRecord skipped = record("d", StepStatus.Skipped, false);
        String all = "[always(), success(), failure()]";
        assertThat(value(all, "x")).isEqualTo(List.of(true, true, false));
        assertThat(value(all, "x", allowed, skipped)).isEqualTo(List.of(true, true, false));
        assertThat(value(all, "x", allowed, failed)).isEqualTo(List.of(true, false, true));
        assertThat(value(all, "x", errored)).isEqualTo(List.of(true, false, true));
    }

    @Test
    void aStatusIsThatOfAStepOfTheSameTask() {
        StepRecord[] records = {
            record("render", StepStatus.Succeeded, false),
            record("deploy::render", StepStatus.Failed, false),
            record("deploy::push", StepStatus.Skipped, false)
        };
        assertThat(value("status('render')", "last", records)).isEqualTo("Succeeded");
        assertThat(value("status('render')", "deploy::last", records)).isEqualTo("Failed");
        assertThat(value("status('push')", "last", records)).isEqualTo("");
        assertThat(value("status('push')", "deploy::last", records)).isEqualTo("Skipped");
    }

    @Test
    void aRecordIsSeenWithItsGoNames() {
        Environment environment =
                Environment.of(Map.of("stepMetas", Map.of("a", KargoValues.of(record("a", StepStatus.Failed, true)))));
        assertThat(Expression.parse(
                                "let s = stepMetas.a; [s.Status, s.ErrorCount, s.ContinueOnError, s.StartedAt.Year()]")
                        .evaluate(environment))
                .isEqualTo(List.of("Failed", 2L, true, 1970L));
    }
}
