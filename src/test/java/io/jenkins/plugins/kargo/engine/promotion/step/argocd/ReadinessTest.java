package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.Readiness.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
    @SuppressWarnings("unchecked")
    static Application application(String parts) throws IOException {
        String json = "{'metadata': {'name': 'guestbook', 'namespace': 'argocd'}, " + parts + "}";
        return Application.of(new ObjectMapper().readValue(json.replace('\'', '"'), Map.class));
    }

    private static Application status(String health, String sync) throws IOException {
        return application("'status': {'health': {'status': '" + health + "'}, 'sync': {'status': '" + sync + "'}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Healthy     | Synced    | health sync operation | READY",
                "Healthy     | OutOfSync | health sync operation | WAIT",
                "Healthy     | OutOfSync | health                | READY",
                "Progressing | Synced    | health sync           | WAIT",
                "Progressing | Synced    | sync operation        | READY",
                "Suspended   | Synced    | health suspended      | READY",
                "Degraded    | Synced    | health                | WAIT",
                "Degraded    | OutOfSync | degraded              | READY",
                "Degraded    | OutOfSync | degraded sync         | WAIT",
                "Missing     | Synced    | health                | WAIT",
            })
    void healthIsAnyOfWhatIsNamedAndTheRestAll(String health, String sync, String waitFor, Kind kind) throws Exception {
        assertThat(Readiness.of(status(health, sync), Arrays.asList(waitFor.split(" ")), "")
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"Healthy, FAILED", "Progressing, FAILED", "Unknown, WAIT", "Degraded, WAIT", "'', WAIT"})
    void onlyWhatWasWellCanRegress(String before, Kind kind) throws Exception {
        Readiness readiness = Readiness.of(status("Degraded", "Synced"), Readiness.DEFAULT, before);
        assertThat(readiness.kind()).isEqualTo(kind);
        if (kind == Kind.FAILED) {
            assertThat(readiness.reason())
                    .isEqualTo("Argo CD Application \"guestbook\" in namespace \"argocd\" health has regressed from "
                            + before + " to Degraded");
        }
    }

    @Test
    void operationsAreWaitedForOnlyWhenWanted() throws Exception {
        String healthy = "'status': {'health': {'status': 'Healthy'}, 'sync': {'status': 'Synced'}";
        Application requested = application("'operation': {'sync': {}}, " + healthy + "}");
        Application running = application(healthy + ", 'operationState': {'phase': 'Running'}}");
        for (Application application : List.of(requested, running)) {
            assertThat(Readiness.of(application, Readiness.DEFAULT, "").kind()).isEqualTo(Kind.WAIT);
            assertThat(Readiness.of(application, List.of("sync"), "").kind()).isEqualTo(Kind.READY);
        }
    }

    @Test
    void healthOfBeforeTheLastOperationIsNotTrusted() throws Exception {
        String healthy = "'status': {'health': {'status': 'Healthy'}, 'sync': {'status': 'Synced'},"
                + " 'operationState': {'phase': 'Succeeded', 'finishedAt': '2026-11-21T09:59:55Z'}";
        Application before = application(healthy + ", 'reconciledAt': '2026-11-21T09:59:54Z'}");
        assertThat(Readiness.of(before, Readiness.DEFAULT, "").kind()).isEqualTo(Kind.WAIT);
        assertThat(Readiness.of(application(healthy + "}"), Readiness.DEFAULT, "")
                        .kind())
                .isEqualTo(Kind.WAIT);
        assertThat(Readiness.of(before, List.of("sync"), "").kind()).isEqualTo(Kind.READY);
        // Argo CD looks after it has noted that the operation is over.
        Application after = application(healthy + ", 'reconciledAt': '2026-11-21T09:59:55Z'}");
        assertThat(Readiness.of(after, Readiness.DEFAULT, "").kind()).isEqualTo(Kind.READY);
    }

    @Test
    void whatKeepsArgoCDFromLookingFailsTheWait() throws Exception {
        Application application = application("'status': {'conditions': ["
                + "{'type': 'ComparisonError', 'message': 'no such path'}, {'type': 'OrphanedResourceWarning'}]}");
        assertThat(Readiness.of(application, List.of("sync"), ""))
                .isEqualTo(new Readiness(
                        Kind.FAILED,
                        "Argo CD Application \"guestbook\" in namespace \"argocd\" has \"ComparisonError\" condition: "
                                + "no such path"));
    }
}
