package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromotionWindowReaderTest {
    private static LoadedManifests load(String windows) {
        return Manifests.load(Manifests.WAREHOUSE + "---\n" + """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: ProjectConfig
                metadata: {name: demo, namespace: demo}
                spec:
                  promotionWindows:
                """ + windows.indent(2));
    }

    private static void assertProblem(String windows, String path, String... words) {
        assertThat(load(windows).problems())
                .filteredOn(problem -> problem.severity() == ManifestProblem.Severity.ERROR)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("a.yaml");
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.message()).contains(words);
                });
    }

    @Test
    void aWindowIsReadWithItsZoneAndLength() {
        LoadedManifests loaded = load("""
                - name: office-hours
                  kind: Allow
                  stageSelector: {name: "glob:prod-*", matchLabels: {tier: gold}}
                  rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
                  dtstart: TZID=Europe/Berlin:20260105T090000
                  dtend: TZID=Europe/Berlin:20260105T170000
                - name: freeze
                  kind: Deny
                  dtstart: "20261221T000000Z"
                  dtend: "20270104T000000Z"
                """);
        assertThat(loaded.problems()).isEmpty();
        List<PromotionWindow> windows = loaded.configuration().promotionWindows();
        assertThat(windows).extracting(PromotionWindow::name).containsExactly("office-hours", "freeze");
        PromotionWindow office = windows.get(0);
        assertThat(office.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(office.start()).isEqualTo(LocalDateTime.of(2026, 1, 5, 9, 0));
        assertThat(office.length()).isEqualTo(Duration.ofHours(8));
        assertThat(office.stages().stage()).isEqualTo("glob:prod-*");
        assertThat(windows.get(1).zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(windows.get(1).kind()).isEqualTo(PromotionWindow.Kind.Deny);
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldWithTheFix() {
        assertProblem("""
                - {name: w, kind: Allow, rrule: FREQ=DAILI, dtstart: 20260105T090000Z, dtend: 20260105T170000Z}
                """, "spec.promotionWindows[0].rrule", "FREQ=DAILI", "write it such as FREQ=WEEKLY");
        assertProblem("""
                - {name: w, kind: Deny, dtstart: 20260105T090000Z}
                """, "spec.promotionWindows[0]", "has no dtend", "TZID=Europe/Berlin:20260105T170000");
        assertProblem("""
                - {name: w, kind: Deny, dtstart: "TZID=Berlin:20260105T090000", dtend: 20260105T170000Z}
                """, "spec.promotionWindows[0].dtstart", "time zone \"Berlin\"", "IANA");
        assertProblem("""
                - {name: w, kind: Deny, dtstart: 20260105T090000Z, dtend: 20260105T090000Z}
                """, "spec.promotionWindows[0].dtend", "must be later than dtstart");
        assertProblem("""
                - {name: w, kind: Deny, dtstart: 20260105T090000Z, dtend: 20260106T090000Z, projectSelector: {name: x}}
                """, "spec.promotionWindows[0].projectSelector", "ClusterConfig only");
        assertProblem("""
                - {name: w, kind: Deny, dtstart: 20260105T090000Z, dtend: 20260106T090000Z}
                - {name: w, kind: Deny, dtstart: 20260105T090000Z, dtend: 20260106T090000Z}
                """, "spec.promotionWindows[1].name", "choose another one");
        assertProblem("""
                - {name: w, kind: Never, dtstart: 20260105T090000Z, dtend: 20260106T090000Z}
                """, "spec.promotionWindows[0].kind", "Allow", "Deny");
    }
}
