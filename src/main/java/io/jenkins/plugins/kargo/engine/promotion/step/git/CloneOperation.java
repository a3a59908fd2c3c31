package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Clones a repository and checks it out; begins afresh when an earlier run was cut off.
 *
 * @param alias of the step, names the clone
 * @param recorded the commits of an earlier success by key, which are checked out again; empty the first time
 */
public record CloneOperation(
        String alias,
        Source source,
        Author author,
        List<Checkout> checkouts,
        LinkedHashMap<String, String> recorded,
        Creation creation)
        implements GitOperation<Outcome<CloneOperation.Result>> {
    public CloneOperation {
        checkouts = List.copyOf(checkouts);
    }

    /** Where from, and how. */
    public record Source(
            String url, @CheckForNull GitAccess access, boolean insecure, boolean blobless, boolean submodules)
            implements Serializable {}

    /**
     * How to create branches that the remote lacks.
     *
     * @param access for pushing
     * @param refusal why there is no such access, empty when there is
     * @param key that signs their first commit, null for none
     * @param preview whether the branch is made here only
     */
    public record Creation(
            @CheckForNull GitAccess access,
            String refusal,
            @CheckForNull SigningKey key,
            String message,
            StepTime time,
            boolean preview)
            implements Serializable {}

    /** @param commits head by key; @param notes for the log */
    public record Result(LinkedHashMap<String, String> commits, ArrayList<String> notes) implements Serializable {}

    @Override
    public Outcome<Result> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            Path folder =
                    Files.createDirectories(workDir.resolve(WorkPaths.RESERVED).resolve("git"));
            BareClone clone = new BareClone(git, folder.resolve(alias + ".git"), source);
            Result result = new Result(new LinkedHashMap<>(), new ArrayList<>());
            clone.removeLeftovers(workDir);
            clone.create(author, result.notes);
            for (Checkout checkout : checkouts) {
                result.commits.put(checkout.key(), checkOut(clone, checkout, workDir, result.notes));
            }
            return result;
        });
    }

    private String checkOut(BareClone clone, Checkout checkout, Path workDir, List<String> notes)
            throws IOException, InterruptedException, StepFailure {
        Path path = WorkPaths.resolveForWriting(workDir, checkout.path());
        String wanted = recorded.getOrDefault(checkout.key(), "");
        String branch = checkout.branch();
        if (branch.isEmpty() && checkout.commit().isEmpty() && checkout.tag().isEmpty()) {
            branch = clone.defaultBranch();
        }
        if (branch.isEmpty()) {
            String detached = checkout.commit().isEmpty() ? "refs/tags/" + checkout.tag() : checkout.commit();
            clone.need(wanted.isEmpty() ? checkout.commit() : wanted);
            return clone.addDetached(path, wanted.isEmpty() ? detached : wanted, checkout.sparse());
        }
        if (!clone.hasBranch(branch)) {
            create(clone, checkout, branch, notes);
        }
        clone.moveBranch(branch, wanted);
        return clone.addBranch(path, branch, checkout.sparse());
    }

    private void create(BareClone clone, Checkout checkout, String branch, List<String> notes)
            throws IOException, InterruptedException, StepFailure {
        if (!checkout.create()) {
            throw new GitException("remote branch \"" + branch + "\" of repo " + source.url()
                    + " does not exist; set create=true if you'd like a non-existent remote branch to be "
                    + "automatically created at checkout");
        }
        if (!creation.refusal.isEmpty()) {
            throw new StepFailure(
                    "branch \"" + branch + "\" does not exist yet and may not be created: " + creation.refusal);
        }
        clone.createBranch(branch, creation);
        notes.add((creation.preview ? "Would create branch " : "Created branch ") + branch + " of " + source.url());
    }
}
