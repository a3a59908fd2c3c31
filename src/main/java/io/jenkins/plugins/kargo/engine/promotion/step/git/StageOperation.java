package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pushes the checkout's head to a ref that is no branch, so that the server has its files, and lists the commits that no
 * branch of the server reaches.
 *
 * @param ref to push to, whatever it holds
 * @param key by which signatures are judged, null when nothing is signed here
 */
public record StageOperation(
        String path,
        String ref,
        @CheckForNull GitAccess access,
        @CheckForNull SigningKey key) implements GitOperation<Outcome<StagedCommits>> {
    private static final String HEADS = "refs/heads/";

    @Override
    public Outcome<StagedCommits> run(@NonNull GitCli git, @NonNull Path workDir)
            throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, path);
            List<String> log = new ArrayList<>(List.of(
                    "log",
                    "--reverse",
                    "--topo-order",
                    "--ignore-missing",
                    StagedCommits.format(key != null),
                    "HEAD",
                    "--not"));
            tree.run(access, "ls-remote", "origin", HEADS + '*')
                    .lines()
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .distinct()
                    .forEach(log::add);
            tree.run(access, "push", "--force", "origin", "HEAD:" + ref);
            String printed = Signing.use(
                    git, key, with -> WorkTree.open(with, workDir, path).run(null, log, Map.of()));
            return StagedCommits.read(tree.head(), printed);
        });
    }
}
