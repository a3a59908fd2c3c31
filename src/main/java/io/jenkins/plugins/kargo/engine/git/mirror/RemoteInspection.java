package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks from the controller whether a push that nobody saw the end of has reached its remote. Reads only; blocks for as
 * long as the mirrors' settings allow. Thread-safe.
 */
public final class RemoteInspection {
    /** More than a branch gets while a promotion is lost. */
    private static final int LIMIT = 10_000;

    private final GitMirrors mirrors;

    public RemoteInspection(@NonNull GitMirrors mirrors) {
        this.mirrors = mirrors;
    }

    /** What was found on the remote. */
    public enum Finding {
        /** The very commit. */
        COMMIT,
        /** A commit of the promotion with another id, as a rebase makes it. */
        TRAILER,
        ABSENT
    }

    /** @param commit that was found, empty when none was */
    public record Result(@NonNull Finding finding, @NonNull String commit) {}

    /**
     * @param commit that was to be pushed
     * @param trailer the line that marks the promotion's commits
     * @throws GitException when the remote cannot be read
     */
    @NonNull
    public Result branch(
            @NonNull GitRemote remote, @NonNull String branch, @NonNull String commit, @NonNull String trailer)
            throws GitException, InterruptedException {
        GitMirror mirror = mirrors.open(remote);
        String tip;
        try {
            tip = mirror.branch(branch).commit();
        } catch (NoSuchBranchException e) {
            return new Result(Finding.ABSENT, "");
        }
        AtomicReference<Result> found = new AtomicReference<>(new Result(Finding.ABSENT, ""));
        mirror.visit(tip, LIMIT, (id, message) -> {
            if (id.equals(commit)) {
                found.set(new Result(Finding.COMMIT, id));
                return false;
            }
            if (found.get().finding() == Finding.ABSENT && message.lines().anyMatch(trailer::equals)) {
                found.set(new Result(Finding.TRAILER, id));
            }
            return true;
        });
        return found.get();
    }

    /** @param commit that the tag was to be put on */
    @NonNull
    public Result tag(@NonNull GitRemote remote, @NonNull String tag, @NonNull String commit)
            throws GitException, InterruptedException {
        List<TagRecord> tags = mirrors.open(remote).tags(tag::equals);
        boolean same = tags.stream().anyMatch(record -> record.commit().id().equals(commit));
        return same ? new Result(Finding.COMMIT, commit) : new Result(Finding.ABSENT, "");
    }
}
