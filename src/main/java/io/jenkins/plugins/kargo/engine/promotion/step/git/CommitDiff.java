package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is staged for the next commit. A commit is worth more than knowing this: what cannot be told is noted, and fails
 * nothing.
 *
 * @param patch empty when nothing is staged, and when it cannot be told
 * @param files how many are staged; counted only when there is no patch
 * @param problem why it cannot be told
 */
record CommitDiff(@NonNull String patch, int files, @NonNull String problem) {
    /** A blobless clone has what it checked out; for anything else it would ask the remote, without a credential. */
    private static final Map<String, String> OFFLINE = Map.of("GIT_NO_LAZY_FETCH", "1", "GIT_OPTIONAL_LOCKS", "0");

    /** @param base the commit that it is staged on; the branch may move on meanwhile */
    static CommitDiff staged(WorkTree tree, String base) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(RenderedDiffs.gitArguments());
        arguments.addAll(List.of("--cached", base));
        String problem = "";
        try {
            String patch = tree.run(null, arguments, OFFLINE);
            if (!patch.isEmpty()) {
                return new CommitDiff(patch, 0, "");
            }
        } catch (GitException e) {
            problem = "what changed cannot be shown: " + e.getMessage();
        }
        // A submodule shows in no patch. Names only: of a blobless clone git would fetch contents to count lines.
        long files = tree.run("diff", "--cached", "--name-only", "--no-renames", base)
                .lines()
                .count();
        return new CommitDiff("", (int) files, problem);
    }

    boolean isEmpty() {
        return patch.isEmpty() && files == 0;
    }

    @NonNull
    RenderedDiff of(@NonNull String commit) {
        return problem.isEmpty() ? RenderedDiffs.of(commit, patch) : RenderedDiffs.unknown(commit, files, problem);
    }
}
