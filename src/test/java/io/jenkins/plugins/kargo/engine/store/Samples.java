package io.jenkins.plugins.kargo.engine.store;

import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values with every component filled. */
final class Samples {
    static final ProjectKey PROJECT = new ProjectKey("team/shop", "guestbook");
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    static final FreightOrigin ORIGIN = FreightOrigin.warehouse("guestbook");
    static final BuildReference BUILD =
            new BuildReference("team/shop/deploy#7", "job/team/job/shop/job/deploy/7/", "#7", List.of("alice"));

    private Samples() {}

    static Freight freight(int number) {
        return freight(number, ORIGIN);
    }

    static Freight freight(int number, FreightOrigin origin) {
        return new Freight(
                String.format("%040x", number),
                "alias-" + number,
                origin,
                List.of(new GitCommit(
                        "https://git.example.com/a.git", "c" + number, "main", "", "Größe \u2728", "A <a@b>", "", "")),
                List.of(new Image("r.example.com/cart", "1.4." + number, "sha256:ab", Map.of("k", "v"), "cart")),
                List.of(new Chart("oci://r.example.com/chart", "", "0.1.0", "")),
                List.of(new ArtifactReference("jenkins-build", "build", "12", Map.of("url", "job/x/12/"))),
                NOW.plusSeconds(number));
    }

    static FreightCollection collection(Freight... freight) {
        Map<String, Freight> items = new LinkedHashMap<>();
        Arrays.stream(freight).forEach(f -> items.put(f.origin().toString(), f));
        return new FreightCollection("collection-of-" + items.size(), items);
    }

    static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "\u00e4\n\"quoted\" ${{ vars.x }}");
        values.put("whole", 12_345_678_901L);
        values.put("real", 1.0);
        values.put("infinite", Double.POSITIVE_INFINITY);
        values.put("flag", true);
        values.put("nothing", null);
        values.put("list", List.of("a", 1L, List.of(), Map.of("deep", false)));
        return values;
    }

    static Promotion promotion(String name, String stage) {
        return new Promotion(
                PROJECT,
                name,
                stage,
                freight(1).name(),
                collection(freight(1), freight(2, FreightOrigin.warehouse("base"))),
                List.of(new Variable("host", "example.com"), new Variable("required", null)),
                List.of(
                        new PromotionStep(
                                "git-clone",
                                null,
                                "clone",
                                "${{ success() }}",
                                true,
                                new PromotionStep.Retry(Duration.ofMinutes(5), 3),
                                List.of(new Variable("x", "y")),
                                values()),
                        new PromotionStep(
                                "",
                                new PromotionStep.TaskReference("shared", "ClusterPromotionTask"),
                                "task",
                                "",
                                false,
                                PromotionStep.Retry.DEFAULT,
                                List.of(),
                                Map.of())),
                PromotionPhase.Pending,
                "",
                0,
                Map.of(),
                "queue",
                "alice",
                "",
                BUILD,
                "hash",
                NOW,
                null,
                null);
    }

    static StepRecord step(String alias, StepStatus status) {
        return new StepRecord(
                alias,
                "git-clone",
                status,
                "message of " + alias,
                NOW,
                status.isTerminal() ? NOW.plusSeconds(3) : null,
                1,
                true,
                status.isTerminal() ? values() : null,
                Map.of("branch", "stage/test"));
    }

    static Promotion with(Promotion p, PromotionPhase phase, StepRecord... steps) {
        Map<String, StepRecord> records = new LinkedHashMap<>();
        Arrays.stream(steps).forEach(step -> records.put(step.alias(), step));
        return new Promotion(
                p.project(),
                p.name(),
                p.stage(),
                p.freight(),
                p.collection(),
                p.vars(),
                p.steps(),
                phase,
                "in " + phase,
                steps.length,
                records,
                "",
                p.actor(),
                p.abortRequestedBy(),
                p.build(),
                p.configuration(),
                p.createdAt(),
                NOW.plusSeconds(1),
                phase.isTerminal() ? NOW.plusSeconds(9) : null);
    }

    static VerificationRecord verification(String id, String stage, VerificationPhase phase) {
        return new VerificationRecord(
                PROJECT,
                id,
                stage,
                stage + ".1",
                "collection",
                phase,
                "message",
                "alice",
                BUILD,
                values(),
                NOW,
                phase.isTerminal() ? NOW.plusSeconds(5) : null);
    }

    static PromotionRequest request(String id) {
        return new PromotionRequest(PROJECT, id, "test", freight(1).name(), "alice", NOW, "");
    }

    static ConfigurationRevision revision(String hash) {
        return new ConfigurationRevision(
                hash,
                "commit-" + hash,
                "alice",
                BUILD.id(),
                NOW,
                List.of(new ManifestFile(".kargo/stage.yaml", "a: 1\n")));
    }
}
