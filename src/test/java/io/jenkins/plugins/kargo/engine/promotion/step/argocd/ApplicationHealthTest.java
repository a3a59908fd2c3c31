package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationHealthTest {
    private static final String SOURCE = "'spec': {'source': {'repoURL': 'https://git.example.com/a.git'}}, ";

    /** Done and looked at. */
    private static Application synced(String health, String result) throws Exception {
        return ReadinessTest.application(SOURCE + "'status': {'health': {'status': '" + health + "'},"
                + " 'reconciledAt': '2026-11-21T10:00:01Z', 'operationState': {'phase': 'Succeeded',"
                + " 'finishedAt': '2026-11-21T10:00:01Z'" + result + "}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Healthy, Healthy, ''",
        "Progressing, Progressing, is progressing",
        "'', Progressing, is progressing",
        "Suspended, Progressing, is suspended",
        "Degraded, Unhealthy, has health state \"Degraded\"",
        "Missing, Unhealthy, has health state \"Missing\"",
        "Unknown, Unhealthy, has health state \"Unknown\"",
    })
    void theApplicationsHealthIsTheStages(String health, HealthStatus status, String issue) throws Exception {
        ApplicationHealth found =
                ApplicationHealth.of(synced(health, ", 'syncResult': {'revision': 'abc'}"), List.of("abc"));
        assertThat(found.status()).isEqualTo(status);
        assertThat(String.join("", found.issues())).endsWith(issue);
    }

    @Test
    void anotherRevisionIsUnhealthyAndNoDesiredOneIsFine() throws Exception {
        Application application = synced("Healthy", ", 'syncResult': {'revision': 'old'}");
        ApplicationHealth other = ApplicationHealth.of(application, List.of("abc"));
        assertThat(other.status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(other.issues())
                .containsExactly(
                        "Not all sources of Application \"guestbook\" in namespace \"argocd\" are synced to the "
                                + "desired revisions. Issues: Source 0 with RepoURL https://git.example.com/a.git of Application "
                                + "\"guestbook\" in namespace \"argocd\" does not match the desired revision \"abc\".");
        assertThat(ApplicationHealth.of(application, List.of("")).status()).isEqualTo(HealthStatus.Healthy);
        assertThat(ApplicationHealth.of(application, List.of()).status()).isEqualTo(HealthStatus.Healthy);
    }

    @Test
    void whatDoesNotFitTogetherIsUnknown() throws Exception {
        assertThat(ApplicationHealth.of(synced("Healthy", ""), List.of("abc")).issues())
                .containsExactly("Argo CD Application \"guestbook\" in namespace \"argocd\" completed its most recent "
                        + "operation without a sync result");
        assertThat(ApplicationHealth.of(synced("Healthy", ""), List.of("abc", "d"))
                        .issues())
                .containsExactly(
                        "Argo CD Application \"guestbook\" in namespace \"argocd\" has 1 sources but 2 desired "
                                + "revisions");
        assertThat(ApplicationHealth.of(
                                synced("Healthy", ", 'syncResult': {'revisions': ['abc', 'd']}"), List.of("abc"))
                        .issues())
                .containsExactly(
                        "Argo CD Application \"guestbook\" in namespace \"argocd\" has 2 observed revisions but 1 "
                                + "desired revisions");
    }

    @Test
    void aSyncThatIsUnderWayIsUnknownWhenARevisionIsDesired() throws Exception {
        Application requested = ReadinessTest.application(
                SOURCE + "'operation': {'sync': {}}, 'status': {'health': {'status': 'Healthy'}}");
        assertThat(ApplicationHealth.of(requested, List.of("abc")).status()).isEqualTo(HealthStatus.Unknown);
        assertThat(ApplicationHealth.of(requested, List.of("abc")).issues().get(0))
                .endsWith("is being synced");
        assertThat(ApplicationHealth.of(requested, List.of("")).status()).isEqualTo(HealthStatus.Healthy);
    }

    @Test
    void healthOfBeforeTheLastOperationIsNotTrusted() throws Exception {
        Application application = ReadinessTest.application(SOURCE + "'status': {'health': {'status': 'Healthy'},"
                + " 'reconciledAt': '2026-11-21T10:00:00Z', 'operationState': {'phase': 'Succeeded',"
                + " 'finishedAt': '2026-11-21T10:00:01Z', 'syncResult': {'revision': 'abc'}}}");
        ApplicationHealth found = ApplicationHealth.of(application, List.of("abc"));
        assertThat(found.status()).isEqualTo(HealthStatus.Unknown);
        assertThat(found.issues().get(0)).contains("was not reconciled after its most recent operation completed");
    }

    @Test
    void conditionsComeBeforeHealth() throws Exception {
        Application application = ReadinessTest.application(SOURCE + "'status': {'health': {'status': 'Healthy'},"
                + " 'conditions': [{'type': 'InvalidSpecError', 'message': 'no project'}]}");
        ApplicationHealth found = ApplicationHealth.of(application, List.of("abc"));
        assertThat(found.status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(found.issues().get(0)).endsWith("has \"InvalidSpecError\" condition: no project");
    }
}
