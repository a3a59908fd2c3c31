package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the store promises, on each kind of database: every test of a subclass starts with an empty one that holds one
 * project.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
abstract class StoreContract {
    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    /** Sees the statements of {@link #store} only. */
    CountingDataSource statements;

    KargoStore store;

    @BeforeEach
    void open() throws Exception {
        statements = new CountingDataSource(dataSource());
        store = SqlKargoStore.open(statements.proxy(), database.dialect());
        store.projects().claim(PROJECT, "team/shop/deploy", false, NOW);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        database.empty();
    }

    /** Unpooled connections to the database of this test. */
    DataSource dataSource() throws Exception {
        return database.dataSource(directory);
    }

    /** Another store on the same database, as a second controller has it. */
    KargoStore second() throws Exception {
        return SqlKargoStore.open(dataSource(), database.dialect());
    }

    /** All at once, each on a thread of its own. */
    static <T> List<Future<T>> all(List<Callable<T>> work) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        try {
            return pool.invokeAll(work);
        } finally {
            pool.shutdown();
        }
    }

    static String name(int number) {
        return freight(number).name();
    }

    static List<String> names(List<FreightStore.StoredFreight> freight) {
        return freight.stream().map(f -> f.freight().name()).toList();
    }
}
