package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.BUILD;
import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.collection;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.step;
import static io.jenkins.plugins.kargo.engine.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import org.junit.jupiter.api.Test;

class PromotionStoreTest extends StoreContract {
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
}
