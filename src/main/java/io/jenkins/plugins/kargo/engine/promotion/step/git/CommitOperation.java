package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits every change of a checkout.
 *
 * @param author null for the one that git-clone set
 * @param key that signs, null for none
 * @param time of the commit, so that a repeated step makes the very same commit
 */
public record CommitOperation(
        String path,
        String message,
        @CheckForNull Author author,
        @CheckForNull SigningKey key,
        StepTime time) implements GitOperation<Outcome<CommitOperation.Result>> {
    /** @param diff what the commit changed, null when there was nothing to commit */
    public record Result(String commit, @CheckForNull RenderedDiff diff) implements Serializable {}

    @Override
    public Outcome<Result> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, path);
            tree.run("add", ".");
            return key == null ? unsigned(tree, workDir) : signed(git, tree, workDir);
        });
    }

    /** To look at what is staged takes about as long as to commit it. */
    private Result unsigned(WorkTree tree, Path workDir) throws IOException, InterruptedException {
        String before = tree.head();
        try (Meanwhile<CommitDiff> staged = Meanwhile.start(() -> CommitDiff.staged(tree, before))) {
            try {
                commit(tree, workDir);
            } catch (GitException e) {
                if (staged.result().isEmpty()) {
                    return new Result(before, null);
                }
                throw e;
            }
            String commit = tree.head();
            return new Result(commit, staged.result().of(commit));
        }
    }

    /** Where nothing is staged, the key is not touched. */
    private Result signed(GitCli git, WorkTree tree, Path workDir)
            throws IOException, InterruptedException, StepFailure {
        String before = tree.head();
        CommitDiff staged = CommitDiff.staged(tree, before);
        if (staged.isEmpty()) {
            return new Result(before, null);
        }
        Signing.use(git, key, signing -> commit(WorkTree.open(signing, workDir, path), workDir));
        String commit = tree.head();
        return new Result(commit, staged.of(commit));
    }

    private Boolean commit(WorkTree tree, Path workDir) throws IOException, InterruptedException {
        // A message may be longer than an argument.
        Path file = Files.createTempFile(workDir.resolve(WorkPaths.RESERVED), "message", ".txt");
        try {
            Files.writeString(file, message);
            List<String> arguments = new ArrayList<>();
            if (author != null) {
                arguments.addAll(author.settings());
            }
            arguments.addAll(List.of("commit", "--quiet", "--no-verify", "--file", file.toString()));
            tree.run(null, arguments, time.environment());
            return true;
        } finally {
            Files.delete(file);
        }
    }
}
