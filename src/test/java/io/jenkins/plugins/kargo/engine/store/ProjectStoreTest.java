package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.BUILD;
import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.collection;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.request;
import static io.jenkins.plugins.kargo.engine.store.Samples.revision;
import static io.jenkins.plugins.kargo.engine.store.Samples.step;
import static io.jenkins.plugins.kargo.engine.store.Samples.values;
import static io.jenkins.plugins.kargo.engine.store.Samples.verification;
import static io.jenkins.plugins.kargo.engine.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Claims, moves and revisions of projects. */
class ProjectStoreTest extends StoreContract {
    @Test
    void theFirstClaimWinsAndLaterOnesLearnWhoHasTheProject() {
        ProjectKey key = new ProjectKey("", "other");
        assertThat(store.projects().claim(key, "a", false, NOW).configJob()).isEqualTo("a");
        assertThat(store.projects().claim(key, "b", true, NOW))
                .isEqualTo(new ProjectStore.ProjectRecord(key, "a", false, NOW, null));
        assertThat(store.projects().all())
                .extracting(ProjectStore.ProjectRecord::key)
                .containsExactly(key, PROJECT);
        assertThat(store.projects().find(new ProjectKey("", "none"))).isEmpty();
    }

    @Test
    void exactlyOneOfManyConcurrentClaimsFromTwoStoresWins() throws Exception {
        try (KargoStore second = second()) {
            for (int round = 0; round < 20; round++) {
                ProjectKey key = new ProjectKey("team", "round-" + round);
                List<String> winners = new ArrayList<>();
                List<Callable<String>> claims = new ArrayList<>();
                CyclicBarrier start = new CyclicBarrier(6);
                for (int i = 0; i < 6; i++) {
                    String job = "job-" + i;
                    KargoStore claimant = i % 2 == 0 ? store : second;
                    claims.add(() -> {
                        start.await();
                        return claimant.projects().claim(key, job, false, NOW).configJob();
                    });
                }
                for (Future<String> claim : all(claims)) {
                    winners.add(claim.get());
                }
                assertThat(winners).hasSize(6).containsOnly(winners.get(0));
            }
        }
    }

    @Test
    void reassigningChangesTheConfigJob() {
        store.projects().reassign(PROJECT, "team/shop/new", true);
        assertThat(store.projects().find(PROJECT).orElseThrow())
                .isEqualTo(new ProjectStore.ProjectRecord(PROJECT, "team/shop/new", true, NOW, null));
        assertThatThrownBy(() -> store.projects().reassign(new ProjectKey("", "none"), "x", true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no project none");
    }

    @Test
    void anArchivedProjectIsFreeAgainAndKeepsItsHistory() {
        store.events().add(new Event(PROJECT, "FreightCreated", "a", "b", "c", NOW));
        store.projects().archived("team/shop", NOW.plusSeconds(5));
        assertThat(store.projects().find(PROJECT).orElseThrow().archivedAt()).isEqualTo(NOW.plusSeconds(5));
        store.projects().archived("team", NOW.plusSeconds(6));
        assertThat(store.projects().find(PROJECT).orElseThrow().archivedAt()).isEqualTo(NOW.plusSeconds(5));

        assertThat(store.projects().claim(PROJECT, "team/shop/again", true, NOW.plusSeconds(9)))
                .isEqualTo(new ProjectStore.ProjectRecord(PROJECT, "team/shop/again", true, NOW, null));
        assertThat(store.events().list(PROJECT, 10)).hasSize(1);
    }

    @Test
    void archivingTheConfigJobArchivesItsProjectAndNoOther() {
        ProjectKey neighbour = new ProjectKey("team/shop", "neighbour");
        store.projects().claim(neighbour, "team/shop/deploy2", false, NOW);
        store.projects().archived("team/shop/deploy", NOW);
        assertThat(store.projects().find(PROJECT).orElseThrow().archivedAt()).isNotNull();
        assertThat(store.projects().find(neighbour).orElseThrow().archivedAt()).isNull();
    }

    @Test
    void aMovedFolderTakesItsProjectsAndAllTheyHaveAlong() {
        store.freight().add(PROJECT, freight(1), BUILD.id());
        store.freight().enter(PROJECT, freight(1).name(), "test", NOW);
        store.promotions()
                .add(with(promotion("test.1", "test"), PromotionPhase.Running, step("a", StepStatus.Running)));
        store.promotions().enterStage(PROJECT, "test", collection(freight(1)), "test.1", NOW);
        store.verifications().add(verification("v", "test", VerificationPhase.Running));
        store.requests().add(request("r"));
        store.projects().addRevision(PROJECT, revision("1"));
        store.projects().putStageMetadata(PROJECT, "test", Map.of("a", 1L));
        ProjectKey similar = new ProjectKey("team/shop2", "guestbook");
        store.projects().claim(similar, "team/shop2/deploy", false, NOW);
        long before = store.version(PROJECT);

        store.projects().moved("team/shop", "new folder/shöp");

        ProjectKey moved = new ProjectKey("new folder/shöp", "guestbook");
        assertThat(store.projects().find(PROJECT)).isEmpty();
        assertThat(store.projects().find(moved).orElseThrow().configJob()).isEqualTo("new folder/shöp/deploy");
        assertThat(store.projects().find(similar).orElseThrow().configJob()).isEqualTo("team/shop2/deploy");
        assertThat(store.version(moved)).isGreaterThan(before);
        assertThat(store.freight().find(moved, "alias-1").orElseThrow().status().currentlyIn())
                .containsKey("test");
        assertThat(store.freight().createdBy(moved, "new folder/shöp/deploy#7")).hasSize(1);
        Promotion promotion =
                store.promotions().ofBuild("new folder/shöp/deploy#7").get(0);
        assertThat(promotion.project()).isEqualTo(moved);
        assertThat(promotion.records()).containsKey("a");
        assertThat(promotion.build().url()).isEqualTo("job/new%20folder/job/sh%C3%B6p/job/deploy/7/");
        assertThat(store.promotions().current(moved)).containsKey("test");
        assertThat(store.verifications().unfinished())
                .extracting(v -> v.build().id())
                .containsExactly("new folder/shöp/deploy#7");
        assertThat(store.requests().pending(moved)).hasSize(1);
        assertThat(store.projects().currentRevision(moved)).isPresent();
        assertThat(store.projects().stageMetadata(moved, "test")).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void aMoveOntoAnArchivedProjectLeavesThatUnderAnotherName() {
        ProjectKey old = new ProjectKey("new/shop", "guestbook");
        store.projects().claim(old, "new/shop/x", false, NOW);
        store.projects().archived("new/shop", NOW);

        store.projects().moved("team", "new");

        assertThat(store.projects().find(old).orElseThrow().configJob()).isEqualTo("new/shop/deploy");
        assertThat(store.projects().all())
                .extracting(p -> p.key().path())
                .containsExactly("new/shop/guestbook", "new/shop/guestbook~" + NOW.toEpochMilli());
    }

    @Test
    void aRenamedJobStaysTheConfigJob() {
        store.projects().moved("team/shop/deploy", "team/shop/release");
        assertThat(store.projects().find(PROJECT).orElseThrow().configJob()).isEqualTo("team/shop/release");
    }

    @Test
    void aProjectThatNobodyDeclaredFollowsItsConfigJobToAnotherFolder() {
        store.projects().claim(new ProjectKey("ops", "guestbook"), "ops/old", false, NOW);
        store.projects().archived("ops/old", NOW);
        store.freight().add(PROJECT, freight(1), "team/shop/deploy#7");

        store.projects().moved("team/shop/deploy", "ops/deploy");

        ProjectKey moved = new ProjectKey("ops", "guestbook");
        assertThat(store.projects().find(PROJECT)).isEmpty();
        assertThat(store.projects().find(moved).orElseThrow().configJob()).isEqualTo("ops/deploy");
        assertThat(store.freight().createdBy(moved, "ops/deploy#7")).hasSize(1);
    }

    @Test
    void aFormerNameLeadsToTheProjectUntilSomebodyElseHasIt() {
        store.projects().moved("team/shop", "ops/shop");
        store.projects().moved("ops/shop/deploy", "deploy");

        ProjectKey now = new ProjectKey("", "guestbook");
        assertThat(store.projects().current(PROJECT)).isEqualTo(now);
        assertThat(store.projects().current(new ProjectKey("ops/shop", "guestbook")))
                .isEqualTo(now);
        assertThat(store.projects().current(now)).isEqualTo(now);

        store.projects().claim(PROJECT, "team/shop/new", false, NOW);

        assertThat(store.projects().current(PROJECT)).isEqualTo(PROJECT);
        assertThat(store.projects().current(new ProjectKey("ops/shop", "guestbook")))
                .isEqualTo(now);
    }

    @Test
    void aProjectThatMovesBackIsCalledAsBefore() {
        store.projects().moved("team/shop", "ops/shop");
        store.projects().moved("ops/shop", "team/shop");

        assertThat(store.projects().current(PROJECT)).isEqualTo(PROJECT);
        assertThat(store.projects().current(new ProjectKey("ops/shop", "guestbook")))
                .isEqualTo(PROJECT);
    }

    @Test
    void itStaysWhereTheNameIsTakenInTheOtherFolder() {
        ProjectKey other = new ProjectKey("ops", "guestbook");
        store.projects().claim(other, "ops/other", false, NOW);

        store.projects().moved("team/shop/deploy", "ops/deploy");

        assertThat(store.projects().find(other).orElseThrow().configJob()).isEqualTo("ops/other");
        assertThat(store.projects().find(PROJECT).orElseThrow().configJob()).isEqualTo("ops/deploy");
    }

    @Test
    void aDeclaredProjectStaysInItsFolderWhereverItsConfigJobMovesTo() {
        store.projects().reassign(PROJECT, "team/shop/deploy", true);

        store.projects().moved("team/shop/deploy", "ops/deploy");

        assertThat(store.projects().find(PROJECT).orElseThrow().configJob()).isEqualTo("ops/deploy");
    }

    @Test
    void revisionsAreStoredWhenTheirHashIsAnotherThanTheNewest() {
        assertThat(store.projects().addRevision(PROJECT, revision("1"))).isTrue();
        long version = store.version(PROJECT);
        assertThat(store.projects().addRevision(PROJECT, revision("1"))).isFalse();
        assertThat(store.version(PROJECT)).isEqualTo(version);
        assertThat(store.projects().addRevision(PROJECT, revision("2"))).isTrue();
        assertThat(store.projects().addRevision(PROJECT, revision("1"))).isTrue();
        assertThat(store.projects().currentRevision(PROJECT)).contains(revision("1"));
        assertThat(store.projects().revision(PROJECT, "2")).contains(revision("2"));
        assertThat(store.projects().revision(PROJECT, "3")).isEmpty();
        assertThat(store.projects().revisions(PROJECT, 2))
                .extracting(r -> r.hash() + r.files().size())
                .containsExactly("10", "20");
    }

    @Test
    void stageMetadataIsMerged() {
        assertThat(store.projects().stageMetadata(PROJECT, "test")).isEmpty();
        store.projects().putStageMetadata(PROJECT, "test", values());
        store.projects().putStageMetadata(PROJECT, "test", Map.of("flag", false, "more", 2L));
        assertThat(store.projects().stageMetadata(PROJECT, "test"))
                .containsEntry("flag", false)
                .containsEntry("more", 2L)
                .containsEntry("whole", 12_345_678_901L)
                .containsEntry("nothing", null);
    }
}
