package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirSweepTest {
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path agent;

    private Path workDir(String temporary, String promotion) throws IOException {
        Path dir = Files.createDirectories(
                agent.resolve(temporary).resolve("kargo").resolve(promotion));
        Files.createDirectories(dir.resolve("src/.git"));
        Files.writeString(dir.resolve("src/file"), "x");
        Files.setLastModifiedTime(dir, FileTime.from(OLD));
        return dir;
    }

    private int sweep(String... unfinished) throws IOException {
        return new WorkDirSweep(
                        new ArrayList<>(List.of(agent.resolve("shop_app").toString())),
                        new HashSet<>(Set.of(unfinished)),
                        OLD.plusSeconds(60).toEpochMilli())
                .invoke(agent.toFile(), null);
    }

    @Test
    void whatPromotionsLeftBesideAnyWorkspaceOfTheJobIsRemoved() throws IOException {
        Path first = workDir("shop_app@tmp", "test.1");
        Path git = workDir("shop_app@tmp", "test.1@tmp");
        Path second = workDir("shop_app@2@tmp", "test.2");

        assertThat(sweep()).isEqualTo(3);
        assertThat(List.of(first, git, second)).noneMatch(Files::exists);
        assertThat(first.getParent()).isDirectory();
    }

    @Test
    void whatIsUnfinishedOrRecentOrOfAnotherJobStays() throws IOException {
        Path unfinished = workDir("shop_app@tmp", "test.1");
        Path itsGit = workDir("shop_app@tmp", "test.1@tmp");
        Path recent = workDir("shop_app@tmp", "test.2");
        Files.setLastModifiedTime(recent, FileTime.from(OLD.plusSeconds(120)));
        Path other = workDir("shop_apple@tmp", "test.3");
        Files.createDirectories(agent.resolve("shop_app@tmp/durable-1"));

        assertThat(sweep("test.1")).isZero();
        assertThat(List.of(unfinished, itsGit, recent, other)).allMatch(Files::exists);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path outside = Files.createDirectories(agent.resolve("outside"));
        Files.writeString(outside.resolve("file"), "x");
        Path dir = workDir("shop_app@tmp", "test.1");
        Files.createSymbolicLink(dir.resolve("link"), outside);
        Files.setLastModifiedTime(dir, FileTime.from(OLD));

        assertThat(sweep()).isEqualTo(1);
        assertThat(outside.resolve("file")).exists();
    }
}
