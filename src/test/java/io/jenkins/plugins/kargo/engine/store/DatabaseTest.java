package io.jenkins.plugins.kargo.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final int NORMAL = 1;
    private static final int FULL = 2;

    @TempDir
    Path directory;

    private Database open(TestDatabase kind) throws Exception {
        return new Database(kind.dataSource(directory), kind.dialect(), "", kind.name());
    }

    private static int synchronous(Session session) {
        return session.handle
                .createQuery("PRAGMA synchronous")
                .mapTo(Integer.class)
                .one();
    }

    @Test
    void whatMayBeDoneAgainIsNotWaitedForToBeOnTheDisk() throws Exception {
        try (Database database = open(TestDatabase.SQLITE)) {
            assertThat(database.writeRelaxed(DatabaseTest::synchronous)).isEqualTo(NORMAL);
            assertThat(database.write(DatabaseTest::synchronous)).isEqualTo(FULL);
        }
    }

    @Test
    void withARollbackJournalEverythingIsWaitedFor() throws Exception {
        try (Database database = open(TestDatabase.SQLITE_ROLLBACK_JOURNAL)) {
            assertThat(database.writeRelaxed(DatabaseTest::synchronous)).isEqualTo(FULL);
        }
    }

    @Test
    void insideATransactionThatIsWaitedForNothingIsRelaxed() throws Exception {
        try (Database database = open(TestDatabase.SQLITE)) {
            int inner = database.write(outer -> database.writeRelaxed(DatabaseTest::synchronous));
            assertThat(inner).isEqualTo(FULL);
        }
    }

    @Test
    void afterAFailureTheNextWriteIsWaitedForAgain() throws Exception {
        try (Database database = open(TestDatabase.SQLITE)) {
            assertThatThrownBy(() -> database.writeRelaxed(session -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(database.write(DatabaseTest::synchronous)).isEqualTo(FULL);
        }
    }
}
