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
import static io.jenkins.plugins.kargo.engine.store.Samples.verification;
import static io.jenkins.plugins.kargo.engine.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The store as a whole: versions, transactions, opening and closing. */
class KargoStoreTest extends StoreContract {
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
        try (KargoStore other = SqlKargoStore.open(dataSource(), database.dialect(), "eu-1")) {
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
}
