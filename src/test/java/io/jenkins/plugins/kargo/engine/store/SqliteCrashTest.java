package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other processes do to the file. */
class SqliteCrashTest {
    @TempDir
    Path directory;

    @Test
    void aKilledWriterLosesNoConfirmedWriteAndLeavesNoHalfOne() throws Exception {
        Random random = new Random(20261121);
        int confirmed = -1;
        for (int round = 0; round < 6; round++) {
            Process writer =
                    ChildJvm.start(StoreWriter.class, List.of(), directory.toString(), String.valueOf(confirmed + 1));
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                int writes = 5 + random.nextInt(60);
                String line = output.readLine();
                for (int i = 0; i < writes && line != null; i++) {
                    confirmed = Integer.parseInt(line);
                    line = output.readLine();
                }
                kill(writer);
                for (; line != null; line = output.readLine()) {
                    confirmed = Integer.parseInt(line);
                }
            } finally {
                kill(writer);
            }
            confirmed = assertWhole(confirmed);
        }
    }

    /** SIGKILL; unlike {@link Process#destroyForcibly} it leaves what the process wrote to be read. */
    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** @return the number of the last write that is there, confirmed or just not yet */
    private int assertWhole(int confirmed) {
        try (SqlKargoStore store = SqlKargoStore.openSqlite(directory)) {
            List<FreightStore.StoredFreight> freight = store.freight().list(PROJECT, null, null, 10_000);
            int last = freight.size() - 1;
            assertThat(last).isBetween(confirmed, confirmed + 1);
            assertThat(freight.get(0).freight().name()).isEqualTo(freight(last).name());
            assertThat(store.projects().stageMetadata(PROJECT, "test")).containsEntry("last", (long) last);
            return last;
        }
    }

    @Test
    void aStoreInUseByAnotherProcessCanBeReadAndWritten() throws Exception {
        Process writer = ChildJvm.start(StoreWriter.class, List.of(), directory.toString(), "0");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("0");
            try (SqlKargoStore store = SqlKargoStore.openSqlite(directory)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(store.freight().add(PROJECT, freight(1_000_000 + i), ""))
                            .isTrue();
                }
                assertThat(store.freight().list(PROJECT, null, null, 5))
                        .extracting(f -> f.freight().name())
                        .startsWith(freight(1_000_004).name());
            }
        } finally {
            kill(writer);
        }
    }

    @Test
    void aTemporaryFolderThatForbidsProgramsDoesNotMatter() throws Exception {
        Path missing = directory.resolve("no-such-folder");
        Process writer =
                ChildJvm.start(StoreWriter.class, List.of("-Djava.io.tmpdir=" + missing), directory.toString(), "0");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("0");
        } finally {
            kill(writer);
        }
        assertThat(missing).doesNotExist();
        assertThat(libraries()).hasSize(1);

        // The killed process left its copy; the next one removes it.
        Process next = ChildJvm.start(StoreWriter.class, List.of(), directory.toString(), "1000");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("1000");
            assertThat(libraries()).hasSize(1);
        } finally {
            kill(next);
        }
    }

    private List<Path> libraries() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("native"))) {
            return files.filter(file -> !file.toString().endsWith(".lck")).toList();
        }
    }
}
