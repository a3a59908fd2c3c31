package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repository that the work trees of a git-clone step share, on the machine where it lies. */
final class BareClone {
    private static final String HEADS = "refs/heads/";

    private final GitCli git;
    private final Path directory;
    private final CloneOperation.Source source;

    BareClone(GitCli git, Path directory, CloneOperation.Source source) {
        this.git = git;
        this.directory = directory;
        this.source = source;
    }

    /** Removes what an earlier run left, its work trees included. */
    void removeLeftovers(Path workDir) throws IOException {
        for (Path entry : new WorkTreeFiles(directory).registered()) {
            Path pointer = entry.resolve("gitdir");
            if (!Files.isRegularFile(pointer)) {
                continue;
            }
            Path tree = Path.of(Files.readString(pointer).strip()).getParent();
            if (tree != null && tree.startsWith(workDir.toRealPath()) && !tree.equals(workDir.toRealPath())) {
                FileTrees.delete(tree);
            }
        }
        FileTrees.delete(directory);
    }

    void create(Author author, List<String> notes) throws IOException, InterruptedException {
        if (source.blobless()) {
            try {
                clone(author, List.of("--filter=blob:none"));
                return;
            } catch (GitException e) {
                notes.add(source.url() + " cannot be cloned without file contents, so the whole is fetched: "
                        + e.getMessage()
                                .lines()
                                .reduce((first, second) -> second)
                                .orElse(""));
                FileTrees.delete(directory);
            }
        }
        clone(author, List.of());
    }

    private void clone(Author author, List<String> options) throws IOException, InterruptedException {
        // Without the examples of hooks, which are twice as many files as a small repository has.
        // A work dir is made again when it is lost: what git fetched need not be on the disk.
        List<String> arguments =
                new ArrayList<>(List.of("-c", "core.fsync=none", "clone", "--bare", "--quiet", "--template="));
        arguments.addAll(options);
        List<String> settings = new ArrayList<>(List.of(
                "user.name=" + author.name(),
                "user.email=" + author.email(),
                "commit.gpgSign=false",
                "tag.gpgSign=false"));
        if (source.insecure()) {
            settings.add("http.sslVerify=false");
        }
        for (String setting : settings) {
            arguments.add("--config");
            arguments.add(setting);
        }
        arguments.addAll(List.of("--", source.url(), directory.toString()));
        git.run(directory.getParent(), source.access(), arguments, Map.of());
    }

    @NonNull
    String defaultBranch() throws IOException, InterruptedException {
        Optional<String> target = new GitFiles(directory)
                .target()
                .filter(ref -> ref.startsWith(HEADS) && !ref.equals(HEADS + ".invalid"));
        return target.isPresent()
                ? target.get().substring(HEADS.length())
                : git.run(directory, "symbolic-ref", "--short", "HEAD").strip();
    }

    boolean hasBranch(String branch) throws IOException, InterruptedException {
        if (new GitFiles(directory).commit(HEADS + branch).isPresent()) {
            return true;
        }
        return !git.run(directory, "for-each-ref", "refs/heads/" + branch)
                .lines()
                .filter(line -> line.endsWith("\trefs/heads/" + branch))
                .toList()
                .isEmpty();
    }

    /** Makes a branch with one empty commit, on the remote too; one that somebody else just made is taken. */
    void createBranch(String branch, CloneOperation.Creation creation)
            throws IOException, InterruptedException, StepFailure {
        String tree = git.run(directory, "mktree").strip();
        List<String> commit = new ArrayList<>(List.of("commit-tree", tree, "-m", creation.message()));
        if (creation.key() != null) {
            commit.add("-S");
        }
        String id = Signing.use(
                        git,
                        creation.key(),
                        signing -> signing.run(
                                directory, null, commit, creation.time().environment()))
                .strip();
        if (!creation.preview()) {
            try {
                git.run(directory, creation.access(), "push", "--quiet", "origin", id + ":refs/heads/" + branch);
            } catch (GitException e) {
                String message = String.valueOf(e.getMessage());
                if (!PushReport.isStale(message)) {
                    String target = "branch " + branch + " of " + source.url();
                    throw new GitException("error creating remote branch: " + PushReport.words(message, target), e);
                }
                String refs = "refs/heads/" + branch;
                git.run(directory, source.access(), "fetch", "--quiet", "--no-tags", "origin", refs + ':' + refs);
                return;
            }
        }
        git.run(directory, "update-ref", "refs/heads/" + branch, id);
    }

    /** Sets the branch to the commit, unless the commit is empty. */
    void moveBranch(String branch, String commit) throws IOException, InterruptedException {
        if (!commit.isEmpty()) {
            need(commit);
            git.run(directory, "update-ref", "refs/heads/" + branch, commit);
        }
    }

    /** Fetches a commit that no branch or tag reaches; does nothing for the empty text. */
    void need(String commit) throws IOException, InterruptedException {
        if (commit.isEmpty()) {
            return;
        }
        try {
            git.run(directory, "rev-parse", "--verify", "--quiet", commit + "^{commit}");
        } catch (GitException e) {
            git.run(directory, source.access(), "fetch", "--quiet", "--no-tags", "origin", commit);
        }
    }

    /**
     * Checks a branch out, which must be there.
     *
     * @return its commit
     */
    @NonNull
    String addBranch(Path path, String branch, List<String> sparse) throws IOException, InterruptedException {
        if (!sparse.isEmpty() || !new WorkTreeFiles(directory).add(path, branch)) {
            return add(path, List.of(path.toString(), branch), sparse);
        }
        // Of a blobless clone, git fetches the contents now.
        git.run(path, source.access(), "reset", "--hard", "--quiet");
        return finish(path);
    }

    /** Checks a commit out; gives its full id. @param ref a commit or a tag's full name */
    @NonNull
    String addDetached(Path path, String ref, List<String> sparse) throws IOException, InterruptedException {
        return add(path, List.of("--detach", path.toString(), ref), sparse);
    }

    private String add(Path path, List<String> ref, List<String> sparse) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("worktree", "add", "--quiet"));
        if (!sparse.isEmpty()) {
            arguments.add("--no-checkout");
        }
        arguments.addAll(ref);
        git.run(directory, source.access(), arguments, Map.of());
        if (!sparse.isEmpty()) {
            List<String> directories = new ArrayList<>(List.of("sparse-checkout", "set", "--cone"));
            directories.addAll(sparse);
            git.run(path, null, directories, Map.of());
            git.run(path, source.access(), "reset", "--hard", "--quiet");
        }
        return finish(path);
    }

    private String finish(Path path) throws IOException, InterruptedException {
        if (source.submodules()) {
            git.run(path, source.access(), "submodule", "--quiet", "update", "--init", "--recursive");
        }
        Optional<String> head = new GitFiles(WorkTree.gitDirectory(path)).head();
        return head.isPresent()
                ? head.get()
                : git.run(path, "rev-parse", "HEAD").strip();
    }
}
