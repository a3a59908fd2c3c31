package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at a checkout: where it came from and what is checked out. */
public record InspectOperation(String path) implements GitOperation<Outcome<InspectOperation.Result>> {
    /** @param branch empty when none is checked out */
    public record Result(String remote, String head, String branch) implements Serializable {}

    @Override
    public Outcome<Result> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, path);
            tree.abortUnfinished();
            Optional<String> target = tree.files().target().filter(ref -> !ref.endsWith("/.invalid"));
            String ref = target.isPresent() ? target.get() : tree.run("rev-parse", "--symbolic-full-name", "HEAD");
            String prefix = "refs/heads/";
            String branch = ref.startsWith(prefix) ? ref.substring(prefix.length()) : "";
            return new Result(tree.remote(), tree.head(), branch);
        });
    }
}
