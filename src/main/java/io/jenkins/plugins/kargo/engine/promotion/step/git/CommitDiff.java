package io.jenkins.plugins.kargo.engine.promotion.step.git;

import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a commit changed. A commit is worth more than knowing this: what cannot be told is noted, and fails nothing. */
final class CommitDiff {
    /** Git's name of the tree without files, the parent of a first commit. */
    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    /** A blobless clone has what it checked out; for anything else it would ask the remote, without a credential. */
    private static final Map<String, String> OFFLINE = Map.of("GIT_NO_LAZY_FETCH", "1");

    private CommitDiff() {}

    /** @param before the head before the commit, empty for none */
    static RenderedDiff of(WorkTree tree, String before, String commit, int files)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(RenderedDiffs.gitArguments());
        arguments.add(before.isEmpty() ? EMPTY_TREE : before);
        arguments.add(commit);
        try {
            return RenderedDiffs.of(commit, tree.run(null, arguments, OFFLINE));
        } catch (GitException e) {
            return RenderedDiffs.unknown(commit, files, "what changed cannot be shown: " + e.getMessage());
        }
    }
}
