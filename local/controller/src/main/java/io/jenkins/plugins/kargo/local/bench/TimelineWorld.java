package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.FreightCollections;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One large project: warehouses of six stages each (three in a row, then three regions), and two hundred releases of each
 * warehouse, every one promoted to five stages, verified there, and told in the audit trail.
 */
final class TimelineWorld {
    static final ProjectKey PROJECT = new ProjectKey("platform", "everything");

    private static final List<String> STAGES = List.of("test", "uat", "stage", "eu", "us", "ap");
    private static final int RELEASES = 200;
    private static final int PROMOTIONS_OF_A_RELEASE = 5;
    private static final int FAILS = 20;
    private static final String HASH = "0123456789abcdef";
    private static final Duration BETWEEN_RELEASES = Duration.ofHours(2);

    private final KargoStore store;
    private final int warehouses;
    private final Instant begin;
    private final Configuration configuration;
    private int promotions;
    private int freight;

    /** @param now when the newest release was found, roughly */
    TimelineWorld(@NonNull KargoStore store, int warehouses, @NonNull Instant now) {
        this.store = store;
        this.warehouses = warehouses;
        this.begin = now.minus(BETWEEN_RELEASES.multipliedBy(RELEASES + 1L));
        ManifestFile file = new ManifestFile(".kargo/project.yaml", manifests());
        configuration = new ManifestLoader(new Capabilities(Set.of("compose-output"), Set.of()))
                .load(List.of(file))
                .configuration();
        store.projects().claim(PROJECT, "platform/deploy", true, begin);
        store.projects()
                .addRevision(
                        PROJECT,
                        new ConfigurationRevision(HASH, HASH, "alice", "platform/deploy#1", begin, List.of(file)));
    }

    Configuration configuration() {
        return configuration;
    }

    int promotions() {
        return promotions;
    }

    int freight() {
        return freight;
    }

    /** Release by release, so that the warehouses' histories are mixed as time mixes them. */
    void fill() {
        for (int release = 0; release < RELEASES; release++) {
            int number = release;
            store.transaction(() -> {
                for (int warehouse = 0; warehouse < warehouses; warehouse++) {
                    release(number, warehouse);
                }
                return number;
            });
        }
    }

    private String manifests() {
        StringBuilder yaml = new StringBuilder();
        for (int warehouse = 0; warehouse < warehouses; warehouse++) {
            String name = name(warehouse);
            yaml.append("---\napiVersion: kargo.akuity.io/v1alpha1\nkind: Warehouse\nmetadata: {name: ")
                    .append(name)
                    .append("}\nspec:\n  subscriptions:\n    - image: {repoURL: ")
                    .append(image(name))
                    .append("}\n    - git: {repoURL: ")
                    .append(repository(name))
                    .append("}\n    - chart: {repoURL: ")
                    .append(chart(name))
                    .append("}\n");
            for (int i = 0; i < STAGES.size(); i++) {
                yaml.append(stage(name, i));
            }
        }
        return yaml.toString();
    }

    private static String stage(String warehouse, int index) {
        String sources = index == 0
                ? "direct: true"
                : "stages: [" + warehouse + '-' + STAGES.get(Math.min(index, 3) - 1) + ']'
                        + (index == 1 ? ", requiredSoakTime: 1h" : "");
        return "---\napiVersion: kargo.akuity.io/v1alpha1\nkind: Stage\nmetadata: {name: " + warehouse + '-'
                + STAGES.get(index) + "}\nspec:\n  requestedFreight:\n    - origin: {kind: Warehouse, name: "
                + warehouse
                + "}\n      sources: {" + sources + "}\n  promotionTemplate:\n    spec:\n      steps:\n"
                + "        - {uses: compose-output, as: render, config: {manifest: \"${{ ctx.stage }}\"}}\n"
                + "        - {uses: compose-output, as: push, config: {commit: done}}\n";
    }

    static String name(int warehouse) {
        return String.format("service-%03d", warehouse);
    }

    private static String image(String warehouse) {
        return "registry.example.com/platform/" + warehouse;
    }

    private static String repository(String warehouse) {
        return "https://git.example.com/platform/" + warehouse + ".git";
    }

    private static String chart(String warehouse) {
        return "oci://registry.example.com/charts/" + warehouse;
    }

    private void release(int release, int warehouse) {
        Instant found = begin.plus(BETWEEN_RELEASES.multipliedBy(release)).plusSeconds(warehouse);
        Freight made = freight(release, warehouse, found);
        store.freight().add(PROJECT, made, "");
        note("FreightCreated", made.alias(), "controller", found);
        freight++;
        for (int i = 0; i < PROMOTIONS_OF_A_RELEASE; i++) {
            // The last one goes to one of the regions in turn.
            int target = i < PROMOTIONS_OF_A_RELEASE - 1 ? i : 4 + release % 2;
            Instant at = found.plus(Duration.ofMinutes(10L * (i + 1)));
            promote(configuration.stages().get(name(warehouse) + '-' + STAGES.get(target)), made, at);
        }
    }

    private Freight freight(int release, int warehouse, Instant found) {
        String name = name(warehouse);
        FreightOrigin origin = FreightOrigin.warehouse(name);
        String version = "1." + release + ".0";
        String id = String.format("%08x", release * 1000 + warehouse);
        List<GitCommit> commits = List.of(new GitCommit(
                repository(name),
                id.repeat(5),
                "main",
                "",
                "Release " + version + " of " + name,
                "Alice <alice@example.com>",
                "Alice <alice@example.com>",
                ""));
        List<Image> images = List.of(new Image(image(name), version, "sha256:" + id.repeat(8), Map.of(), ""));
        List<Chart> charts = List.of(new Chart(chart(name), "", version, ""));
        return new Freight(
                FreightId.of(origin, commits, images, charts, List.of()),
                "release-" + release + '-' + warehouse,
                origin,
                commits,
                images,
                charts,
                List.of(),
                found);
    }

    private void promote(Stage stage, Freight made, Instant at) {
        boolean fails = ++promotions % FAILS == 0;
        Promotion promotion = promotion(stage, made, at, fails);
        store.promotions().add(promotion);
        note(fails ? "PromotionFailed" : "PromotionSucceeded", promotion.name(), "alice", at);
        if (fails) {
            return;
        }
        FreightCollection collection = promotion.collection();
        store.promotions().enterStage(PROJECT, stage.name(), collection, promotion.name(), at);
        store.freight().enter(PROJECT, made.name(), stage.name(), at);
        store.freight().verified(PROJECT, made.name(), stage.name(), at.plusSeconds(60));
        store.verifications()
                .add(new VerificationRecord(
                        PROJECT,
                        new UUID(promotions, promotions).toString(),
                        stage.name(),
                        promotion.name(),
                        collection.id(),
                        VerificationPhase.Successful,
                        "",
                        "alice",
                        promotion.build(),
                        null,
                        at,
                        at.plusSeconds(60)));
    }

    private Promotion promotion(Stage stage, Freight made, Instant at, boolean fails) {
        Map<String, StepRecord> records = new LinkedHashMap<>();
        stage.steps().forEach(step -> {
            boolean failed = fails && records.size() == stage.steps().size() - 1;
            records.put(
                    step.as(),
                    new StepRecord(
                            step.as(),
                            step.uses(),
                            failed ? StepStatus.Failed : StepStatus.Succeeded,
                            failed ? "the remote refused the push" : "",
                            at,
                            at.plusSeconds(20),
                            failed ? 1 : 0,
                            false,
                            Map.of("commit", made.commits().get(0).id(), "branch", "stage/" + stage.name()),
                            Map.of()));
        });
        String build = "platform/deploy#" + promotions;
        return new Promotion(
                PROJECT,
                String.format("%s.%026d.%s", stage.name(), promotions, made.shortName()),
                stage.name(),
                made.name(),
                FreightCollections.of(new ArrayList<>(List.of(made))),
                List.of(),
                stage.steps(),
                fails ? PromotionPhase.Failed : PromotionPhase.Succeeded,
                fails ? "step push failed" : "",
                stage.steps().size(),
                records,
                "",
                "alice",
                "",
                new BuildReference(build, "job/platform/job/deploy/" + promotions + '/', build, List.of("alice")),
                HASH,
                at,
                at,
                at.plusSeconds(40));
    }

    private void note(String type, String subject, String actor, Instant at) {
        store.events().add(new Event(PROJECT, type, subject, actor, "", at));
    }
}
