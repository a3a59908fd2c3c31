package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checkout that git-clone made, on the machine where it lies. */
final class WorkTree {
    private static final String POINTER = "gitdir: ";

    private final GitCli git;
    private final Path directory;

    /** git's own folder of this checkout. */
    private final Path gitDirectory;

    private WorkTree(GitCli git, Path directory, Path gitDirectory) {
        this.git = git;
        this.directory = directory;
        this.gitDirectory = gitDirectory;
    }

    /**
     * @throws StepFailure when the path is not a checkout of this work dir; git itself would look for a repository in the
     *     folders above, and find the one of the build
     */
    static WorkTree open(GitCli git, Path workDir, String path) throws IOException, StepFailure {
        Path directory = WorkPaths.resolve(workDir, path);
        Path pointer = directory.resolve(".git");
        if (!Files.isRegularFile(pointer)) {
            throw new StepFailure("path \"" + path + "\" is not a checkout: give the path of a git-clone checkout");
        }
        Path gitDirectory = gitDirectory(directory);
        if (!Files.isDirectory(gitDirectory)
                || !gitDirectory.toRealPath().startsWith(workDir.toRealPath().resolve(WorkPaths.RESERVED))) {
            throw new StepFailure("path \"" + path + "\" is not a checkout that git-clone made");
        }
        return new WorkTree(git, directory, gitDirectory);
    }

    /** Where git keeps what belongs to a work tree alone; some path that is no directory when it is no work tree. */
    @NonNull
    static Path gitDirectory(@NonNull Path directory) throws IOException {
        String text = Files.readString(directory.resolve(".git")).strip();
        return directory.resolve(text.startsWith(POINTER) ? text.substring(POINTER.length()) : ".git");
    }

    GitFiles files() throws IOException {
        return new GitFiles(gitDirectory);
    }

    Path directory() {
        return directory;
    }

    String run(String... arguments) throws IOException, InterruptedException {
        return git.run(directory, arguments).strip();
    }

    String run(@CheckForNull GitAccess access, String... arguments) throws IOException, InterruptedException {
        return git.run(directory, access, arguments).strip();
    }

    String run(@CheckForNull GitAccess access, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        return git.run(directory, access, arguments, environment).strip();
    }

    @NonNull
    String head() throws IOException, InterruptedException {
        Optional<String> head = files().head();
        return head.isPresent() ? head.get() : run("rev-parse", "HEAD");
    }

    @NonNull
    String remote() throws IOException, InterruptedException {
        Optional<String> url = files().remote();
        return url.isPresent() ? url.get() : run("config", "remote.origin.url");
    }

    /** Takes back a rebase or merge that was cut off, by a killed agent for instance. */
    void abortUnfinished() throws IOException, InterruptedException {
        if (isRebasing()) {
            run("rebase", "--abort");
        }
        if (isMerging()) {
            run("merge", "--abort");
        }
    }

    boolean isRebasing() {
        return Files.exists(gitDirectory.resolve("rebase-merge")) || Files.exists(gitDirectory.resolve("rebase-apply"));
    }

    boolean isMerging() {
        return Files.exists(gitDirectory.resolve("MERGE_HEAD"));
    }

    /** How many commits {@code from} lacks that {@code to} has. */
    int missing(String from, String to) throws IOException, InterruptedException {
        return Integer.parseInt(run("rev-list", "--count", from + ".." + to));
    }

    /** Fetches the remote's branch. @return its commit, empty when the remote has no such branch */
    @NonNull
    String fetch(@CheckForNull GitAccess access, String branch) throws IOException, InterruptedException {
        String tracking = "refs/remotes/origin/" + branch;
        try {
            run(access, "fetch", "--quiet", "--no-tags", "origin", "+refs/heads/" + branch + ':' + tracking);
        } catch (GitException e) {
            if (!String.valueOf(e.getMessage()).contains("couldn't find remote ref")) {
                throw e;
            }
            run("update-ref", "-d", tracking);
            return "";
        }
        return run("rev-parse", tracking);
    }
}
