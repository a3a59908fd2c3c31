package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;

import java.nio.file.Path;
import java.util.Map;

/** A process that writes until it is killed, and says so after each write that the store confirmed. */
public final class StoreWriter {
    private StoreWriter() {}

    /** @param args the store's directory and the number to begin with */
    public static void main(String[] args) {
        try (SqlKargoStore store = SqlKargoStore.openSqlite(Path.of(args[0]))) {
            store.projects().claim(PROJECT, "job", false, NOW);
            for (int i = Integer.parseInt(args[1]); ; i++) {
                int number = i;
                // Two rows that must be there both or not at all.
                store.transaction(() -> {
                    store.freight().add(PROJECT, freight(number), "");
                    store.projects().putStageMetadata(PROJECT, "test", Map.of("last", number));
                    return null;
                });
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
