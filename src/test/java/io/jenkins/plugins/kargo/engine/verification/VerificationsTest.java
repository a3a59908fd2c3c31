package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationsTest {
    private static final ProjectKey PROJECT = new ProjectKey("", "guestbook");
    private static final Freight FREIGHT = new Freight(
            "a".repeat(40),
            "brisk-otter",
            FreightOrigin.warehouse("guestbook"),
            List.of(),
            List.of(new Image("registry.example.com/guestbook", "1.10", "sha256:d", Map.of(), "")),
            List.of(),
            List.of(),
            Instant.EPOCH);
    private static final String SMOKE_TEST = """
            apiVersion: argoproj.io/v1alpha1
            kind: AnalysisTemplate
            metadata: {name: smoke, namespace: guestbook}
            spec:
              args:
              - {name: tag}
              - {name: limit, value: "1"}
              - {name: token, valueFrom: {secretKeyRef: {name: api, key: token}}}
              metrics:
              - name: health
                interval: 30s
                count: 3
                failureLimit: "{{args.limit}}"
                successCondition: result.tag == "{{ args.tag }}"
                provider:
                  web: {url: "https://example.com/{{args.token}}"}
            ---
            """;

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final FakeProvider provider = new FakeProvider();
    private final List<String> changed = new ArrayList<>();
    private SqlKargoStore store;
    private Configuration configuration;
    private Promotion promotion;
    private Verifications verifications;

    /** Gives the values it is told to, and remembers what it was asked. */
    private static final class FakeProvider implements MetricProvider {
        private final Queue<Object> values = new ArrayDeque<>();
        private final List<MetricSpec> asked = new ArrayList<>();

        @Override
        public String name() {
            return "web";
        }

        @Override
        public Measurement measure(Request request) {
            asked.add(request.metric());
            Object value = values.poll();
            if (value instanceof RuntimeException defect) {
                throw defect;
            }
            if (value == null) {
                String url = String.valueOf(request.metric().config().get("url"));
                return Measurement.error("nobody answers at " + url, request.now(), request.now());
            }
            Judgement judgement = request.judge(value);
            return Measurement.finished(
                    judgement.phase(), judgement.message(), value.toString(), request.now(), request.now());
        }
    }

    @BeforeEach
    void open() {
        store = SqlKargoStore.openSqlite(directory);
        store.projects().claim(PROJECT, "guestbook", false, Instant.EPOCH);
        store.freight().add(PROJECT, FREIGHT, "");
        restart();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void restart() {
        verifications = new Verifications(
                store,
                (project, hash) -> Optional.ofNullable(configuration),
                (project, name) -> "api".equals(name) ? Map.of("token", new SecretText("s3cr3t")) : null,
                List.of(provider),
                clock,
                (project, stage) -> changed.add(stage));
    }

    /** A promotion to stage uat that has just succeeded, and its verification. */
    private VerificationRecord promoted(String annotations, String verification, String templates) {
        String stage = """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata:
                  name: uat
                  namespace: guestbook
                  annotations: {%s}
                spec:
                  vars: [{name: image, value: registry.example.com/guestbook}]
                  requestedFreight:
                  - {origin: {kind: Warehouse, name: guestbook}, sources: {direct: true}}
                  promotionTemplate: {spec: {steps: [{uses: fail}]}}
                %s
                ---
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Warehouse
                metadata: {name: guestbook, namespace: guestbook}
                spec: {subscriptions: [{image: {repoURL: registry.example.com/guestbook}}]}
                """.formatted(annotations, verification.indent(2));
        LoadedManifests loaded = new ManifestLoader(new Capabilities(Set.of("fail"), Set.of()))
                .load(List.of(new ManifestFile("kargo.yaml", templates + stage)));
        configuration = loaded.configuration();
        promotion = new Promotion(
                PROJECT,
                "uat.1",
                "uat",
                FREIGHT.name(),
                new FreightCollection("c1", Map.of("Warehouse/guestbook", FREIGHT)),
                List.of(),
                List.of(),
                PromotionPhase.Succeeded,
                "",
                0,
                Map.of(),
                "",
                "subject:alice",
                "",
                BuildReference.NONE,
                "hash",
                clock.instant(),
                null,
                null);
        store.promotions().add(promotion);
        store.promotions().enterStage(PROJECT, "uat", promotion.collection(), promotion.name(), clock.instant());
        store.freight().enter(PROJECT, FREIGHT.name(), "uat", clock.instant());
        return verifications.open(promotion, configuration.stage("uat").orElseThrow());
    }

    private VerificationRecord withSmokeTest() {
        return promoted("", """
                verification:
                  analysisTemplates: [{name: smoke}]
                  args:
                  - {name: tag, value: "${{ quote(imageFrom(vars.image).Tag) }}"}
                """, SMOKE_TEST);
    }

    private VerificationProgress advance(VerificationRecord record) {
        try {
            return verifications.advance(PROJECT, record.id());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private VerificationRecord settled(VerificationRecord record) {
        VerificationProgress progress = advance(record);
        if (progress instanceof VerificationProgress.Settled settled) {
            return settled.verification();
        }
        throw new AssertionError("not settled: " + progress);
    }

    private boolean isVerified() {
        return store.freight()
                .find(PROJECT, FREIGHT.name())
                .orElseThrow()
                .status()
                .verifiedIn()
                .containsKey("uat");
    }

    @Test
    void aStageThatDeclaresNothingIsVerifiedAtOnce() {
        VerificationRecord record = promoted("", "", "");
        assertThat(record.phase()).isEqualTo(VerificationPhase.Successful);
        assertThat(isVerified()).isTrue();
        assertThat(verifications.pendingFor(PROJECT, "uat", null)).isEmpty();
    }

    @Test
    void aPipelineSettlesItsVerification() {
        VerificationRecord record = promoted("kargo.jenkins.io/verification: pipeline", "", "");
        assertThat(record.phase()).isEqualTo(VerificationPhase.Pending);
        assertThat(advance(record)).isInstanceOf(VerificationProgress.Waiting.class);
        assertThat(verifications.pendingFor(PROJECT, null, "uat.1")).contains(record);
        verifications.settle(PROJECT, record.id(), VerificationPhase.Successful, "smoke test passed", "bob");
        assertThat(isVerified()).isTrue();
        assertThat(changed).containsExactly("uat");
        VerificationRecord stored = settled(record);
        assertThat(stored.actor()).isEqualTo("bob");
        assertThat(stored.finishedAt()).isEqualTo(clock.instant());
        assertThat(store.events().list(PROJECT, 1))
                .extracting(Event::type)
                .containsExactly("FreightVerificationSucceeded");
    }

    @Test
    void whatIsSettledStaysSo() {
        VerificationRecord record = promoted("kargo.jenkins.io/verification: pipeline", "", "");
        verifications.settle(PROJECT, record.id(), VerificationPhase.Aborted, "stopped", "bob");
        verifications.settle(PROJECT, record.id(), VerificationPhase.Successful, "late", "bob");
        assertThat(settled(record).phase()).isEqualTo(VerificationPhase.Aborted);
        assertThat(isVerified()).isFalse();
        assertThatThrownBy(() -> verifications.settle(PROJECT, record.id(), VerificationPhase.Running, "", "bob"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnalysisMeasuresAtItsIntervalUntilItsCount() {
        VerificationRecord record = withSmokeTest();
        for (int i = 0; i < 3; i++) {
            provider.values.add(Map.of("tag", "1.10"));
        }
        assertThat(advance(record))
                .isEqualTo(new VerificationProgress.Waiting("verifies promotion uat.1", Duration.ofSeconds(30)));
        assertThat(advance(record)).isInstanceOf(VerificationProgress.Waiting.class);
        assertThat(provider.asked).hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        restart();
        assertThat(advance(record)).isInstanceOf(VerificationProgress.Waiting.class);
        clock.advance(Duration.ofSeconds(30));
        VerificationRecord ended = settled(record);
        assertThat(ended.phase()).isEqualTo(VerificationPhase.Successful);
        assertThat(provider.asked).hasSize(3);
        assertThat(isVerified()).isTrue();
        AnalysisRun run = AnalysisRunValues.read(ended.result());
        assertThat(run.results()).singleElement().satisfies(result -> {
            assertThat(result.successful()).isEqualTo(3);
            assertThat(result.measurements()).hasSize(3);
        });
    }

    @Test
    void tooManyFailuresFailItWithTheReason() {
        VerificationRecord record = withSmokeTest();
        provider.values.add(Map.of("tag", "1.9"));
        provider.values.add(Map.of("tag", "1.9"));
        advance(record);
        clock.advance(Duration.ofSeconds(30));
        VerificationRecord ended = settled(record);
        assertThat(ended.phase()).isEqualTo(VerificationPhase.Failed);
        assertThat(ended.message()).isEqualTo("Metric \"health\" assessed Failed due to failed (2) > failureLimit (1)");
        assertThat(isVerified()).isFalse();
        assertThat(store.events().list(PROJECT, 1))
                .extracting(Event::type)
                .containsExactly("FreightVerificationFailed");
    }

    @Test
    void errorsAreTriedAgainAfterTenSecondsAndShowNoSecret() {
        VerificationRecord record = withSmokeTest();
        assertThat(advance(record))
                .isEqualTo(new VerificationProgress.Waiting("verifies promotion uat.1", Duration.ofSeconds(10)));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(10));
            advance(record);
        }
        clock.advance(Duration.ofSeconds(10));
        VerificationRecord ended = settled(record);
        assertThat(ended.phase()).isEqualTo(VerificationPhase.Error);
        assertThat(ended.message())
                .isEqualTo("Metric \"health\" assessed Error due to consecutiveErrors (5) > consecutiveErrorLimit (4):"
                        + " \"Error Message: nobody answers at https://example.com/****\"");
        assertThat(ended.toString()).doesNotContain("s3cr3t");
        assertThat(provider.asked.get(0).config()).isEqualTo(Map.of("url", "https://example.com/s3cr3t"));
    }

    @Test
    void aDefectOfAProviderIsAnErrorMeasurement() {
        VerificationRecord record = withSmokeTest();
        provider.values.add(new IllegalStateException("boom"));
        assertThat(advance(record)).isInstanceOf(VerificationProgress.Waiting.class);
        AnalysisRun run = AnalysisRunValues.read(
                store.verifications().find(PROJECT, record.id()).orElseThrow().result());
        assertThat(run.results())
                .singleElement()
                .satisfies(result -> assertThat(result.last()).hasValueSatisfying(last -> {
                    assertThat(last.phase()).isEqualTo(VerificationPhase.Error);
                    assertThat(last.message()).isEqualTo("boom");
                }));
    }

    @Test
    void anArgumentThatIsNoStringIsAnError() {
        VerificationRecord record = promoted("", """
                verification:
                  analysisTemplates: [{name: smoke}]
                  args: [{name: tag, value: "${{ imageFrom(vars.image).Tag }}"}]
                """, SMOKE_TEST);
        VerificationRecord ended = settled(record);
        assertThat(ended.phase()).isEqualTo(VerificationPhase.Error);
        assertThat(ended.message()).isEqualTo("args.tag: value is not a string but float; use quote()");
    }

    @Test
    void anArgumentWithoutValueIsAnError() {
        VerificationRecord record = promoted("", "verification: {analysisTemplates: [{name: smoke}]}", SMOKE_TEST);
        assertThat(settled(record).message()).startsWith("args.tag has no value");
    }

    @Test
    void anUnknownProviderIsNamed() {
        VerificationRecord record = promoted(
                "",
                "verification: {analysisTemplates: [{name: smoke}], args: [{name: tag, value: x}]}",
                SMOKE_TEST.replace("web: {url", "datadog: {query"));
        advance(record);
        AnalysisRun run = AnalysisRunValues.read(
                store.verifications().find(PROJECT, record.id()).orElseThrow().result());
        assertThat(run.results().get(0).last().orElseThrow().message())
                .isEqualTo("there is no metric provider \"datadog\"; there are: web");
    }

    @Test
    void whatAStageHoldsCanBeVerifiedAgain() {
        VerificationRecord first = promoted("kargo.jenkins.io/verification: pipeline", "", "");
        assertThat(verifications.start(PROJECT, "uat", "carol", BuildReference.NONE))
                .isEqualTo(first);
        verifications.settle(PROJECT, first.id(), VerificationPhase.Failed, "flaky", "bob");
        VerificationRecord second = verifications.start(PROJECT, "uat", "carol", BuildReference.NONE);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.actor()).isEqualTo("carol");
        verifications.settle(PROJECT, second.id(), VerificationPhase.Successful, "", "carol");
        assertThat(isVerified()).isTrue();
        assertThatThrownBy(() -> verifications.start(PROJECT, "prod", "carol", BuildReference.NONE))
                .hasMessageContaining("holds nothing");
    }
}
