package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/** Looks at a checkout: where it came from and what is checked out. */
public record InspectOperation(String path) implements GitOperation<Outcome<InspectOperation.Result>> {
    /** @param branch empty when none is checked out */
    public record Result(String remote, String head, String branch) implements Serializable {}

    @Override
    public Outcome<Result> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, path);
            tree.abortUnfinished();
            List<String> head = tree.run("rev-parse", "HEAD", "--symbolic-full-name", "HEAD")
                    .lines()
                    .toList();
            String ref = head.get(1);
            String prefix = "refs/heads/";
            String branch = ref.startsWith(prefix) ? ref.substring(prefix.length()) : "";
            return new Result(tree.remote(), head.get(0), branch);
        });
    }
}
