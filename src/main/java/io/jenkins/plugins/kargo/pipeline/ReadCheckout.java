package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a project's manifests, and what git says about the checkout they lie in, in one round trip. */
final class ReadCheckout extends AgentCall<Checkout> {
    private static final long serialVersionUID = 1;

    private static final int MAX_FILES = 500;
    private static final int MAX_DEPTH = 20;
    private static final long MAX_FILE = 3L << 20;
    private static final long MAX_TOTAL = 16L << 20;

    /** So many commits are looked at for one that no promotion made. */
    private static final int MAX_COMMITS = 200;

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern TRAILER = Pattern.compile("(?m)^Kargo-Promotion:\\s*\\S+");

    private final GitOnAgent git;
    private final String path;
    private final String lastCommit;

    /**
     * @param path of the manifests, a folder or a file, relative to the workspace
     * @param lastCommit that an earlier build looked at, empty for none
     */
    ReadCheckout(TaskListener listener, GitOnAgent git, String path, String lastCommit) {
        super(listener, "", SecretMask.NONE);
        this.git = git;
        this.path = path;
        this.lastCommit = lastCommit;
    }

    @Override
    protected Checkout run(@NonNull Path workspace, @NonNull PromotionLog log)
            throws IOException, InterruptedException, StepFailure {
        ArrayList<ManifestFile> files = read(workspace, path);
        if (!Files.isDirectory(workspace)) {
            return new Checkout(files, "", false);
        }
        return git.use(JenkinsWorkspace.temporary(workspace).resolve("kargo"), cli -> {
            String commit = commit(cli, workspace);
            return new Checkout(files, commit, !commit.isEmpty() && onlyPromotionsSince(cli, workspace, commit));
        });
    }

    static ArrayList<ManifestFile> read(Path workspace, String path) throws IOException, StepFailure {
        Path given = workspace.resolve(path).normalize();
        if (!given.startsWith(workspace)) {
            throw new StepFailure("'" + path + "' does not lie in the workspace");
        }
        ArrayList<ManifestFile> files = new ArrayList<>();
        if (!Files.exists(given)) {
            return files;
        }
        Path root = workspace.toRealPath();
        long total = 0;
        for (Path file : find(given)) {
            String name = workspace.relativize(file).toString().replace('\\', '/');
            if (!file.toRealPath().startsWith(root)) {
                throw new StepFailure(name + " is a link that leads out of the workspace");
            }
            long size = Files.size(file);
            total += size;
            if (size > MAX_FILE || total > MAX_TOTAL) {
                throw new StepFailure(name + " is too large: a manifest may have " + (MAX_FILE >> 20)
                        + " MiB, all together " + (MAX_TOTAL >> 20) + " MiB");
            }
            files.add(new ManifestFile(name, text(name, file)));
        }
        return files;
    }

    private static List<Path> find(Path given) throws IOException, StepFailure {
        if (Files.isRegularFile(given)) {
            return List.of(given);
        }
        try (Stream<Path> all = Files.walk(given, MAX_DEPTH)) {
            List<Path> found = all.filter(ReadCheckout::isYaml)
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .limit(MAX_FILES + 1)
                    .toList();
            if (found.size() > MAX_FILES) {
                throw new StepFailure(given.getFileName() + " holds more than " + MAX_FILES + " YAML files");
            }
            return found;
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String text(String name, Path file) throws IOException, StepFailure {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StepFailure(name + " is not UTF-8 text", e);
        }
    }

    private static String commit(GitCli cli, Path workspace) throws IOException, InterruptedException {
        try {
            String head = cli.run(workspace, "rev-parse", "--verify", "--quiet", "HEAD")
                    .strip();
            return COMMIT.matcher(head).matches() ? head : "";
        } catch (GitException e) {
            // No checkout of git, or no git: the manifests count all the same, only their commit is unknown.
            return "";
        }
    }

    private boolean onlyPromotionsSince(GitCli cli, Path workspace, String commit)
            throws IOException, InterruptedException {
        if (!COMMIT.matcher(lastCommit).matches() || lastCommit.equals(commit)) {
            return false;
        }
        try {
            String log = cli.run(
                    workspace, "log", "--max-count=" + MAX_COMMITS, "--format=%B%x1e", lastCommit + ".." + commit);
            return onlyPromotions(log);
        } catch (GitException e) {
            // The earlier commit is not in this checkout, such as after a force push: something else is new.
            return false;
        }
    }

    /** @param log commit messages, each ended by a record separator */
    static boolean onlyPromotions(String log) {
        List<String> messages = Stream.of(log.split("\u001e"))
                .map(String::strip)
                .filter(message -> !message.isEmpty())
                .toList();
        return !messages.isEmpty()
                && messages.size() < MAX_COMMITS
                && messages.stream()
                        .allMatch(message -> TRAILER.matcher(message).find());
    }
}
