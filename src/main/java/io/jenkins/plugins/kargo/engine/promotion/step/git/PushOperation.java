package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One push of a commit or tag. */
public record PushOperation(
        PushTarget target, String commit, @CheckForNull GitAccess access)
        implements GitOperation<Outcome<PushOperation.Result>> {
    enum Verdict {
        PUSHED,
        /** The remote had all of it: nothing changed there. */
        ALREADY,
        /** The branch moved meanwhile. */
        STALE,
        /** Git ended otherwise; the remote may have taken the push all the same. */
        UNKNOWN
    }

    /** @param message what git said, empty when the remote has it */
    public record Result(Verdict verdict, String message) implements Serializable {}

    @Override
    public Outcome<Result> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, target.path());
            List<String> arguments = new ArrayList<>(List.of("push", "--porcelain"));
            if (target.force()) {
                arguments.add("--force");
            }
            arguments.add("origin");
            arguments.add(
                    target.isTag()
                            ? "refs/tags/" + target.tag() + ":refs/tags/" + target.tag()
                            : commit + ":refs/heads/" + target.branch());
            try {
                String report = git.run(tree.directory(), access, arguments, Map.of());
                return new Result(PushReport.isUpToDate(report) ? Verdict.ALREADY : Verdict.PUSHED, "");
            } catch (GitException e) {
                String message = String.valueOf(e.getMessage());
                return new Result(PushReport.isStale(message) ? Verdict.STALE : Verdict.UNKNOWN, message);
            }
        });
    }
}
