package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.BUILD;
import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.ORIGIN;
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
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation promises. Each test starts with an empty database that holds one project. */
abstract class KargoStoreContract {
    private CountingDataSource statements;
    KargoStore store;

    /** Unpooled connections to the database of this test. */
    abstract DataSource dataSource() throws Exception;

    abstract Dialect dialect();

    @BeforeEach
    void open() throws Exception {
        statements = new CountingDataSource(dataSource());
        store = SqlKargoStore.open(statements.proxy(), dialect());
        store.projects().claim(PROJECT, "team/shop/deploy", false, NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private KargoStore second() throws Exception {
        return SqlKargoStore.open(dataSource(), dialect());
    }

    // Projects

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

    private static <T> List<Future<T>> all(List<Callable<T>> work) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        try {
            return pool.invokeAll(work);
        } finally {
            pool.shutdown();
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

    // Freight

    @Test
    void freightIsAddedOnceAndFoundByNameAndAlias() {
        assertThat(store.freight().add(PROJECT, freight(1), "job#1")).isTrue();
        assertThat(store.freight().add(PROJECT, freight(1).withAlias("later"), "job#2"))
                .isFalse();
        FreightStore.StoredFreight expected = new FreightStore.StoredFreight(freight(1), FreightStatus.NONE, "job#1");
        assertThat(store.freight().find(PROJECT, freight(1).name())).contains(expected);
        assertThat(store.freight().find(PROJECT, "alias-1")).contains(expected);
        assertThat(store.freight().find(PROJECT, "later")).isEmpty();
        assertThat(store.freight().find(PROJECT, "")).isEmpty();
        assertThat(store.freight().createdBy(PROJECT, "job#1")).containsExactly(expected);
        assertThat(store.freight().createdBy(PROJECT, "")).isEmpty();
    }

    @Test
    void freightIsListedNewestFirstInPages() {
        IntStream.rangeClosed(1, 5).forEach(i -> store.freight().add(PROJECT, freight(i), ""));
        Freight twin = new Freight(
                "f".repeat(40),
                "",
                ORIGIN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                freight(3).discoveredAt());
        store.freight().add(PROJECT, twin, "");
        store.freight().add(PROJECT, freight(9, FreightOrigin.warehouse("base")), "");

        assertThat(names(store.freight().list(PROJECT, ORIGIN, null, 3)))
                .containsExactly(name(5), name(4), twin.name());
        assertThat(names(store.freight().list(PROJECT, ORIGIN, twin.name(), 2))).containsExactly(name(3), name(2));
        assertThat(names(store.freight().list(PROJECT, null, null, 1))).containsExactly(name(9));
        assertThat(store.freight().list(PROJECT, null, "unknown", 5)).isEmpty();
    }

    private static String name(int number) {
        return freight(number).name();
    }

    private static List<String> names(List<FreightStore.StoredFreight> freight) {
        return freight.stream().map(f -> f.freight().name()).toList();
    }

    @Test
    void anAliasBelongsToOneFreightOfAProject() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().add(PROJECT, freight(2), "");
        assertThatThrownBy(() -> store.freight().rename(PROJECT, name(2), "alias-1"))
                .isInstanceOf(FreightStore.AliasTakenException.class)
                .hasMessageContaining("alias-1")
                .hasMessageContaining(name(1));
        assertThatThrownBy(() -> store.freight().add(PROJECT, freight(3).withAlias("alias-1"), ""))
                .isInstanceOf(FreightStore.AliasTakenException.class);
        store.freight().rename(PROJECT, name(1), "alias-1");
        store.freight().rename(PROJECT, name(1), "");
        store.freight().rename(PROJECT, name(2), "");
        assertThat(store.freight().aliasExists(PROJECT, "alias-1")).isFalse();
        assertThat(store.freight().aliasExists(PROJECT, "")).isFalse();
        store.freight().rename(PROJECT, name(2), "alias-1");
        assertThat(store.freight()
                        .find(PROJECT, "alias-1")
                        .orElseThrow()
                        .freight()
                        .name())
                .isEqualTo(name(2));
        assertThatThrownBy(() -> store.freight().rename(PROJECT, name(8), "x")).hasMessageContaining("no Freight");
    }

    @Test
    void freightThatEntersAStageMakesOthersOfItsOriginLeave() {
        Freight base = freight(3, FreightOrigin.warehouse("base"));
        List.of(freight(1), freight(2), base).forEach(f -> store.freight().add(PROJECT, f, ""));
        store.freight().enter(PROJECT, name(1), "test", NOW);
        store.freight().enter(PROJECT, base.name(), "test", NOW);
        store.freight().verified(PROJECT, name(1), "test", NOW.plusSeconds(10));
        store.freight().enter(PROJECT, name(1), "test", NOW.plusSeconds(20));
        assertThat(status(1).currentlyIn()).containsEntry("test", NOW);
        assertThat(status(1).verifiedIn())
                .containsEntry("test", new FreightStatus.VerifiedStage(NOW.plusSeconds(10), null));

        store.freight().enter(PROJECT, name(2), "test", NOW.plusSeconds(100));

        assertThat(status(1).currentlyIn()).isEmpty();
        assertThat(status(1).verifiedIn())
                .containsEntry("test", new FreightStatus.VerifiedStage(NOW.plusSeconds(10), Duration.ofSeconds(100)));
        assertThat(status(2).currentlyIn()).containsEntry("test", NOW.plusSeconds(100));
        assertThat(status(3).currentlyIn()).containsEntry("test", NOW);

        // A shorter second stay does not count, and one without verification is not recorded.
        store.freight().enter(PROJECT, name(1), "test", NOW.plusSeconds(110));
        store.freight().enter(PROJECT, name(2), "test", NOW.plusSeconds(115));
        assertThat(status(1).verifiedIn().get("test").longestSoak()).isEqualTo(Duration.ofSeconds(100));
        assertThat(status(2).verifiedIn()).isEmpty();
    }

    private FreightStatus status(int number) {
        return store.freight().find(PROJECT, name(number)).orElseThrow().status();
    }

    @Test
    void theFirstVerificationAndApprovalCount() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().verified(PROJECT, name(1), "uat", NOW);
        store.freight().verified(PROJECT, name(1), "uat", NOW.plusSeconds(1));
        store.freight().approved(PROJECT, name(1), "prod", "alice", NOW);
        store.freight().approved(PROJECT, name(1), "prod", "bob", NOW.plusSeconds(1));
        assertThat(status(1))
                .isEqualTo(new FreightStatus(
                        Map.of(),
                        Map.of("uat", new FreightStatus.VerifiedStage(NOW, null)),
                        Map.of("prod", new FreightStatus.ApprovedStage(NOW, "alice")),
                        Map.of()));
        assertThatThrownBy(() -> store.freight().verified(PROJECT, name(2), "uat", NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no Freight " + name(2));
    }

    @Test
    void freightMetadataIsMerged() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().putMetadata(PROJECT, name(1), values());
        store.freight().putMetadata(PROJECT, name(1), Map.of("flag", "replaced"));
        assertThat(status(1).metadata()).containsEntry("flag", "replaced").containsEntry("real", 1.0);
    }

    // Promotions

    @Test
    void aPromotionComesBackAsItWasAdded() {
        Promotion added = with(
                promotion("test.1", "test"),
                PromotionPhase.Running,
                step("clone", StepStatus.Succeeded),
                step("a-second", StepStatus.Running));
        store.promotions().add(added);
        assertThat(store.promotions().find(PROJECT, "test.1")).contains(added);
        assertThat(store.promotions()
                        .find(PROJECT, "test.1")
                        .orElseThrow()
                        .records()
                        .keySet())
                .containsExactly("clone", "a-second");
        assertThat(store.promotions().find(PROJECT, "test.2")).isEmpty();
        assertThatThrownBy(() -> store.promotions().add(added)).hasMessageContaining("already a promotion test.1");
    }

    @Test
    void anUpdateIsStoredAndATerminalPromotionIsLeftAlone() {
        store.promotions().add(promotion("test.1", "test"));
        Promotion running = store.promotions()
                .update(PROJECT, "test.1", p -> with(p, PromotionPhase.Running, step("clone", StepStatus.Running)));
        assertThat(store.promotions().find(PROJECT, "test.1")).contains(running);
        Promotion done = store.promotions()
                .update(PROJECT, "test.1", p -> with(p, PromotionPhase.Succeeded, step("clone", StepStatus.Succeeded)));
        assertThat(store.promotions().find(PROJECT, "test.1")).contains(done);
        assertThat(store.promotions().update(PROJECT, "test.1", p -> with(p, PromotionPhase.Failed)))
                .isEqualTo(done);
        assertThatThrownBy(() -> store.promotions().update(PROJECT, "none", p -> p))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no promotion none");
    }

    @Test
    void aChangedStepWritesItsRowAndNothingElseOfThePromotion() {
        store.promotions()
                .add(with(
                        promotion("test.1", "test"),
                        PromotionPhase.Running,
                        step("a", StepStatus.Succeeded),
                        step("b", StepStatus.Running)));
        statements.reset();
        store.promotions()
                .update(
                        PROJECT,
                        "test.1",
                        p -> with(
                                p,
                                PromotionPhase.Running,
                                step("a", StepStatus.Succeeded),
                                step("b", StepStatus.Failed)));
        assertThat(statements.seen())
                .filteredOn(sql -> sql.matches("(INSERT|UPDATE|DELETE).*"))
                .hasSize(2)
                .anyMatch(sql -> sql.startsWith("UPDATE promotion_step"))
                .anyMatch(sql -> sql.startsWith("UPDATE project SET version"));
    }

    @Test
    void anUpdateThatChangesNothingWritesNothing() {
        store.promotions().add(promotion("test.1", "test"));
        long version = store.version(PROJECT);
        store.promotions().update(PROJECT, "test.1", p -> p);
        assertThat(store.version(PROJECT)).isEqualTo(version);
    }

    @Test
    void recordsThatAnUpdateDropsAreGone() {
        store.promotions()
                .add(with(promotion("test.1", "test"), PromotionPhase.Running, step("a", StepStatus.Running)));
        store.promotions().update(PROJECT, "test.1", p -> with(p, PromotionPhase.Running));
        assertThat(store.promotions().find(PROJECT, "test.1").orElseThrow().records())
                .isEmpty();
    }

    @Test
    void aPromotionKeepsItsIdentity() {
        store.promotions().add(promotion("test.1", "test"));
        assertThatThrownBy(() -> store.promotions().update(PROJECT, "test.1", p -> promotion("test.2", "test")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("never change");
    }

    @Test
    void theQueueHoldsUnfinishedPromotionsInTheOrderOfTheirAdding() {
        store.promotions().add(promotion("test.z", "test"));
        store.promotions().add(promotion("test.a", "test"));
        store.promotions().add(promotion("prod.1", "prod"));
        store.promotions().add(with(promotion("test.done", "test"), PromotionPhase.Aborted));
        assertThat(store.promotions().queue(PROJECT, "test"))
                .extracting(Promotion::name)
                .containsExactly("test.z", "test.a");
        assertThat(store.promotions().unfinished()).hasSize(3);
    }

    @Test
    void promotionsAreListedNewestFirstInPages() {
        for (int i = 0; i < 5; i++) {
            store.promotions().add(promotion((i % 2 == 0 ? "test." : "prod.") + i, i % 2 == 0 ? "test" : "prod"));
        }
        assertThat(store.promotions().list(PROJECT, null, null, 2))
                .extracting(Promotion::name)
                .containsExactly("test.4", "prod.3");
        assertThat(store.promotions().list(PROJECT, null, "prod.3", 2))
                .extracting(Promotion::name)
                .containsExactly("test.2", "prod.1");
        assertThat(store.promotions().list(PROJECT, "test", "test.4", 9))
                .extracting(Promotion::name)
                .containsExactly("test.2", "test.0");
        assertThat(store.promotions().list(PROJECT, null, "unknown", 9)).isEmpty();
        assertThat(store.promotions().latest(PROJECT).values())
                .extracting(Promotion::name)
                .containsExactly("prod.3", "test.4");
        assertThat(store.promotions().ofBuild(BUILD.id())).hasSize(5);
        assertThat(store.promotions().ofBuild("")).isEmpty();
    }

    @Test
    void listsNeedAsManyStatementsForManyRowsAsForFew() {
        int few = statementsOfAllLists(2);
        int many = statementsOfAllLists(60);
        assertThat(many).isEqualTo(few);
    }

    private int statementsOfAllLists(int upTo) {
        for (int i = 0; i < upTo; i++) {
            if (store.freight().add(PROJECT, freight(i), "")) {
                store.freight().enter(PROJECT, name(i), "test", NOW);
                store.promotions()
                        .add(with(
                                promotion("test." + i, "test"), PromotionPhase.Running, step("a", StepStatus.Running)));
                store.promotions().enterStage(PROJECT, "test", collection(freight(i)), "test." + i, NOW);
            }
        }
        statements.reset();
        assertThat(store.freight().list(PROJECT, null, null, 100)).hasSize(upTo);
        assertThat(store.promotions().list(PROJECT, null, null, 100)).hasSize(upTo);
        assertThat(store.promotions().queue(PROJECT, "test")).hasSize(upTo);
        assertThat(store.promotions().unfinished()).hasSize(upTo);
        assertThat(store.promotions().latest(PROJECT)).hasSize(1);
        assertThat(store.promotions().current(PROJECT)).hasSize(1);
        assertThat(store.promotions().history(PROJECT, "test", 100)).hasSize(upTo);
        return statements.seen().size();
    }

    @Test
    void theNewestEntryOfTheHistoryIsWhatTheStageHolds() {
        store.promotions().enterStage(PROJECT, "test", collection(freight(1)), "test.1", NOW);
        store.promotions().enterStage(PROJECT, "test", collection(freight(2)), "test.2", NOW);
        store.promotions().enterStage(PROJECT, "prod", collection(freight(1)), "prod.1", NOW);
        assertThat(store.promotions().history(PROJECT, "test", 5))
                .extracting(e -> e.promotion())
                .containsExactly("test.2", "test.1");
        assertThat(store.promotions().current(PROJECT).get("test").collection()).isEqualTo(collection(freight(2)));
        assertThat(store.promotions().current(PROJECT)).containsOnlyKeys("prod", "test");
    }

    @Test
    void aLaterAnswerOfTheSameUserReplacesTheEarlier() {
        store.promotions().add(promotion("prod.1", "prod"));
        Approval no = new Approval(PROJECT, "prod.1", "wait", "alice", false, "not yet", "hash", NOW);
        Approval yes = new Approval(PROJECT, "prod.1", "wait", "alice", true, "", "hash2", NOW.plusSeconds(5));
        Approval bob = new Approval(PROJECT, "prod.1", "wait", "bob", true, "ok", "hash", NOW);
        store.promotions().answer(no);
        store.promotions().answer(bob);
        assertThat(store.promotions().approvals(PROJECT, "prod.1")).containsExactly(no, bob);
        store.promotions().answer(yes);
        assertThat(store.promotions().approvals(PROJECT, "prod.1")).containsExactly(bob, yes);
        assertThatThrownBy(() ->
                        store.promotions().answer(new Approval(PROJECT, "none", "wait", "bob", true, "", "", NOW)))
                .hasMessageContaining("no promotion none");
    }

    // Verifications

    @Test
    void whatAPromotionChangedComesBackByStep() {
        Promotion promotion = promotion("p1", "test");
        store.promotions().add(promotion);
        RenderedDiff first = RenderedDiffs.unknown("abc", 2, "");
        RenderedDiff second =
                RenderedDiffs.of("def", "diff --git a/a.txt b/a.txt\nnew file mode 100644\n@@ -0,0 +1 @@\n+x\n");
        store.promotions().putDiff(promotion.project(), promotion.name(), "two", first);
        store.promotions().putDiff(promotion.project(), promotion.name(), "one", first);
        long before = store.version(promotion.project());
        store.promotions().putDiff(promotion.project(), promotion.name(), "one", second);

        assertThat(store.promotions().diffs(promotion.project(), promotion.name()))
                .containsExactly(entry("two", first), entry("one", second));
        assertThat(store.version(promotion.project())).isGreaterThan(before);
        assertThat(store.promotions().diffs(promotion.project(), "another")).isEmpty();
    }

    @Test
    void verificationsAreStoredUpdatedAndListed() {
        VerificationRecord first = verification("1", "test", VerificationPhase.Running);
        store.verifications().add(first);
        store.verifications().add(verification("2", "uat", VerificationPhase.Failed));
        store.verifications().add(verification("3", "test", VerificationPhase.Pending));
        assertThat(store.verifications().find(PROJECT, "1")).contains(first);
        assertThat(store.verifications().latest(PROJECT).values())
                .extracting(VerificationRecord::id)
                .containsExactly("3", "2");
        assertThat(store.verifications().list(PROJECT, "test", null, 9))
                .extracting(VerificationRecord::id)
                .containsExactly("3", "1");
        assertThat(store.verifications().list(PROJECT, null, "uat.1", 9))
                .extracting(VerificationRecord::id)
                .containsExactly("2");
        assertThat(store.verifications().unfinished())
                .extracting(VerificationRecord::id)
                .containsExactly("1", "3");

        VerificationRecord settled = verification("1", "test", VerificationPhase.Successful);
        assertThat(store.verifications().update(PROJECT, "1", v -> settled)).isEqualTo(settled);
        assertThat(store.verifications().update(PROJECT, "1", v -> first)).isEqualTo(settled);
        assertThat(store.verifications().find(PROJECT, "1")).contains(settled);
        assertThatThrownBy(() -> store.verifications().add(first)).hasMessageContaining("already a verification");
        assertThatThrownBy(() -> store.verifications().update(PROJECT, "9", v -> v))
                .hasMessageContaining("no verification");
    }

    // Requests, events, leases

    @Test
    void aRequestIsAdoptedByOnePromotion() {
        store.requests().add(request("b"));
        store.requests().add(request("a"));
        assertThat(store.requests().pending(PROJECT)).containsExactly(request("b"), request("a"));
        assertThat(store.requests().adopt(PROJECT, "b", "test.1")).isTrue();
        assertThat(store.requests().adopt(PROJECT, "b", "test.1")).isTrue();
        assertThat(store.requests().adopt(PROJECT, "b", "test.2")).isFalse();
        assertThat(store.requests().adopt(PROJECT, "none", "test.2")).isFalse();
        assertThat(store.requests().find(PROJECT, "b").orElseThrow().promotion())
                .isEqualTo("test.1");
        assertThat(store.requests().pending(PROJECT)).containsExactly(request("a"));
        store.requests().remove(PROJECT, "a");
        store.requests().remove(PROJECT, "a");
        assertThat(store.requests().pending(PROJECT)).isEmpty();
    }

    @Test
    void aRequestIsAdoptedByOneOfManyAtOnce() throws Exception {
        try (KargoStore second = second()) {
            store.requests().add(request("r"));
            List<Callable<Boolean>> adoptions = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KargoStore adopter = i % 2 == 0 ? store : second;
                String promotion = "test." + i;
                adoptions.add(() -> adopter.requests().adopt(PROJECT, "r", promotion));
            }
            int winners = 0;
            for (Future<Boolean> adoption : all(adoptions)) {
                winners += adoption.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void eventsAreListedNewestFirst() {
        Event first = new Event(PROJECT, "FreightCreated", "a", "alice", "", NOW.plusSeconds(9));
        Event second = new Event(PROJECT, "PromotionFailed", "b", "", "bad \0 byte", NOW);
        store.events().add(first);
        store.events().add(second);
        assertThat(store.events().list(PROJECT, 9))
                .containsExactly(new Event(PROJECT, "PromotionFailed", "b", "", "bad \uFFFD byte", NOW), first);
        assertThat(store.events().list(PROJECT, 1)).hasSize(1);
    }

    @Test
    void aLeaseIsHeldUntilReleasedOrExpired() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(store.leases().acquire("stage", "a", minute, NOW)).isTrue();
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(59)))
                .isFalse();
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(59)))
                .isTrue();
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(118)))
                .isFalse();
        store.leases().release("stage", "b");
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(119)))
                .isTrue();
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(120)))
                .isFalse();
        store.leases().release("stage", "b");
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(121)))
                .isTrue();
    }

    @Test
    void aLeaseIsTakenByOneOfManyAtOnce() throws Exception {
        try (KargoStore second = second()) {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KargoStore taker = i % 2 == 0 ? store : second;
                String owner = "owner-" + i;
                attempts.add(() -> taker.leases().acquire("stage", owner, Duration.ofMinutes(1), NOW));
            }
            int winners = 0;
            for (Future<Boolean> attempt : all(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    // The store as a whole

    @Test
    void theVersionGrowsWithEveryVisibleChangeOfTheProjectAndWithNoOther() {
        ProjectKey other = new ProjectKey("", "other");
        assertThat(store.version(other)).isZero();
        store.projects().claim(other, "job", false, NOW);
        long first = store.version(PROJECT);
        long otherVersion = store.version(other);
        assertThat(first).isPositive();
        List<Runnable> changes = List.of(
                () -> store.freight().add(PROJECT, freight(1), ""),
                () -> store.freight().rename(PROJECT, name(1), "x"),
                () -> store.freight().enter(PROJECT, name(1), "test", NOW),
                () -> store.freight().verified(PROJECT, name(1), "test", NOW),
                () -> store.freight().approved(PROJECT, name(1), "test", "a", NOW),
                () -> store.freight().putMetadata(PROJECT, name(1), Map.of("a", 1L)),
                () -> store.promotions().add(promotion("test.1", "test")),
                () -> store.promotions().update(PROJECT, "test.1", p -> with(p, PromotionPhase.Running)),
                () -> store.promotions().enterStage(PROJECT, "test", collection(freight(1)), "test.1", NOW),
                () -> store.promotions().answer(new Approval(PROJECT, "test.1", "w", "a", true, "", "", NOW)),
                () -> store.verifications().add(verification("v", "test", VerificationPhase.Running)),
                () -> store.verifications()
                        .update(PROJECT, "v", v -> verification("v", "test", VerificationPhase.Failed)),
                () -> store.requests().add(request("r")),
                () -> store.requests().adopt(PROJECT, "r", "test.1"),
                () -> store.requests().remove(PROJECT, "r"),
                () -> store.events().add(new Event(PROJECT, "a", "b", "c", "d", NOW)),
                () -> store.projects().addRevision(PROJECT, revision("1")),
                () -> store.projects().putStageMetadata(PROJECT, "test", Map.of()),
                () -> store.projects().reassign(PROJECT, "job", true),
                () -> store.projects().archived("job", NOW));
        long version = first;
        for (Runnable change : changes) {
            change.run();
            long next = store.version(PROJECT);
            assertThat(next).isGreaterThan(version);
            version = next;
        }
        assertThat(store.version(other)).isGreaterThan(otherVersion);
        store.freight().add(PROJECT, freight(1), "");
        store.leases().acquire("l", "o", Duration.ofMinutes(1), NOW);
        assertThat(store.version(PROJECT)).isEqualTo(version);
    }

    @Test
    void aTransactionIsAllOrNothing() {
        assertThatThrownBy(() -> store.transaction(() -> {
                    store.freight().add(PROJECT, freight(1), "");
                    assertThat(store.freight().find(PROJECT, name(1))).isPresent();
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(store.freight().find(PROJECT, name(1))).isEmpty();
        String result = store.transaction(() -> {
            store.freight().add(PROJECT, freight(1), "");
            return store.transaction(() -> {
                store.freight().add(PROJECT, freight(2), "");
                return "both";
            });
        });
        assertThat(result).isEqualTo("both");
        assertThat(store.freight().list(PROJECT, null, null, 9)).hasSize(2);
    }

    @Test
    void aFailureThatTheCallerHandlesLosesNothingElseOfTheTransaction() {
        store.freight().add(PROJECT, freight(1), "");
        store.transaction(() -> {
            store.freight().add(PROJECT, freight(2), "");
            assertThatThrownBy(() -> store.freight().rename(PROJECT, name(2), "alias-1"))
                    .isInstanceOf(FreightStore.AliasTakenException.class);
            assertThatThrownBy(() -> store.transaction(() -> {
                        store.freight().add(PROJECT, freight(3), "");
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            store.freight().rename(PROJECT, name(2), "free");
            return null;
        });
        assertThat(names(store.freight().list(PROJECT, null, null, 9))).containsExactly(name(2), name(1));
        assertThat(store.freight().aliasExists(PROJECT, "free")).isTrue();
    }

    @Test
    void transactionsThatReadAndWriteAreSerialised() throws Exception {
        store.projects().putStageMetadata(PROJECT, "test", Map.of("count", 0L));
        try (KargoStore second = second()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KargoStore counter = i % 2 == 0 ? store : second;
                work.add(() -> {
                    for (int j = 0; j < 10; j++) {
                        counter.transaction(() -> {
                            long count = (Long) counter.projects()
                                    .stageMetadata(PROJECT, "test")
                                    .get("count");
                            counter.projects().putStageMetadata(PROJECT, "test", Map.of("count", count + 1));
                            return null;
                        });
                    }
                    return null;
                });
            }
            for (Future<Void> future : all(work)) {
                future.get();
            }
        }
        assertThat(store.projects().stageMetadata(PROJECT, "test")).containsEntry("count", 80L);
    }

    @Test
    void readersDoNotSeeWhatIsNotCommitted() throws Exception {
        store.transaction(() -> {
            store.freight().add(PROJECT, freight(1), "");
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                assertThat(other.submit(() -> store.freight().find(PROJECT, name(1)))
                                .get())
                        .isEmpty();
            } catch (Exception e) {
                throw new AssertionError(e);
            } finally {
                other.shutdown();
            }
            return null;
        });
        assertThat(store.freight().find(PROJECT, name(1))).isPresent();
    }

    @Test
    void nothingIsStoredForAProjectThatNobodyClaimed() {
        assertThatThrownBy(() -> store.freight().add(new ProjectKey("", "none"), freight(1), ""))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no project none");
    }

    @Test
    void aStoreThatIsOpenedAgainHasEverything() throws Exception {
        Promotion added = with(promotion("test.1", "test"), PromotionPhase.Running, step("a", StepStatus.Running));
        store.promotions().add(added);
        store.close();
        try (KargoStore again = second()) {
            assertThat(again.promotions().find(PROJECT, "test.1")).contains(added);
        }
    }

    @Test
    void aClosedStoreRefuses() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.version(PROJECT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.transaction(() -> 1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.events().add(new Event(PROJECT, "a", "b", "c", "d", Instant.EPOCH)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void controllersThatShareADatabaseSeeOnlyWhatIsTheirOwn() throws Exception {
        try (KargoStore other = SqlKargoStore.open(dataSource(), dialect(), "eu-1")) {
            assertThat(other.projects().all()).isEmpty();
            assertThat(other.projects().claim(PROJECT, "x", false, NOW).configJob())
                    .isEqualTo("x");
            store.promotions().add(promotion("test.1", "test"));
            assertThat(other.promotions().unfinished()).isEmpty();
            assertThat(other.promotions().ofBuild(BUILD.id())).isEmpty();
            assertThat(store.leases().acquire("l", "a", Duration.ofMinutes(1), NOW))
                    .isTrue();
            assertThat(other.leases().acquire("l", "b", Duration.ofMinutes(1), NOW))
                    .isTrue();
            other.projects().moved("team", "elsewhere");
            assertThat(store.projects().find(PROJECT)).isPresent();
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws Exception {
        store.close();
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO kargo_schema (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) SELECT 99, '99', 'future', type,"
                    + " 'V99__future.sql', 1, installed_by, 1, success FROM kargo_schema WHERE version = '1'");
        }
        assertThatThrownBy(this::second)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version")
                .hasMessageContaining("99");
    }

    // Warehouses and holds

    @Test
    void aWarehousesStateComesBackWholeAndChangesTheVersionOnlyWhenItSaysSomethingNew() {
        DiscoveredVersion image = new DiscoveredVersion(
                null, new Image("registry/app", "1.0.0", "sha256:1", Map.of("a", "b"), "app"), null, null, NOW);
        DiscoveredVersion commit = new DiscoveredVersion(
                new GitCommit("https://git/app", "0123456", "main", "", "subject", "ann", "ben", ""),
                null,
                null,
                null,
                null);
        WarehouseState state = new WarehouseState(
                PROJECT,
                "guestbook",
                new WarehouseState.Check(NOW, true, "nothing there"),
                List.of(
                        new WarehouseState.Found("image", "app", "registry/app", "", List.of(image)),
                        new WarehouseState.Found("git", "", "https://git/app", "refused", List.of(commit))));
        store.warehouses().put(state);
        long version = store.version(PROJECT);
        WarehouseState.Check later = new WarehouseState.Check(NOW.plusSeconds(60), true, "nothing there");

        store.warehouses().put(new WarehouseState(PROJECT, "guestbook", later, state.subscriptions()));

        assertThat(store.version(PROJECT)).isEqualTo(version);
        assertThat(store.warehouses().checks(PROJECT)).isEqualTo(Map.of("guestbook", later));
        assertThat(store.warehouses().find(PROJECT, "guestbook"))
                .contains(new WarehouseState(PROJECT, "guestbook", later, state.subscriptions()));
        store.warehouses()
                .put(new WarehouseState(
                        PROJECT, "guestbook", new WarehouseState.Check(NOW, false, "found"), List.of()));
        assertThat(store.version(PROJECT)).isGreaterThan(version);
        assertThat(store.warehouses().find(PROJECT, "other")).isEmpty();
    }

    @Test
    void holdsLastUntilTheyAreRemoved() {
        PromotionHold all = new PromotionHold(PROJECT, "prod", "", "olivia", "release freeze", NOW);
        PromotionHold one = new PromotionHold(PROJECT, "prod", "Warehouse/app", "paul", "", NOW.plusSeconds(1));
        PromotionHold other = new PromotionHold(PROJECT, "test", "", "paul", "", NOW.plusSeconds(2));
        List.of(one, all, other).forEach(store.holds()::put);

        assertThat(store.holds().list(PROJECT)).containsExactly(all, one, other);
        assertThat(store.holds().remove(PROJECT, "prod", "Warehouse/app")).isTrue();
        assertThat(store.holds().remove(PROJECT, "prod", "Warehouse/app")).isFalse();
        PromotionHold again = new PromotionHold(PROJECT, "prod", "", "rita", "incident", NOW.plusSeconds(9));
        store.holds().put(again);
        assertThat(store.holds().list(PROJECT)).containsExactly(other, again);
        assertThat(store.holds().remove(PROJECT, "prod", "")).isTrue();
        assertThat(store.holds().list(PROJECT)).containsExactly(other);
    }
}
