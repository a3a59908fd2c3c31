package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A promotion's work dir beside a workspace on an agent: {@code <workspace>@tmp/kargo/<promotion>}. Operations on files
 * and git run in the agent's JVM; programs run through the block's launcher.
 */
final class JenkinsWorkspace implements Workspace {
    static final String FOLDER = "kargo";

    private final FilePath workDir;
    private final AgentCommand command;
    private final GitOnAgent git;
    private final TaskListener listener;
    private final String linePrefix;
    private final Supplier<SecretMask> mask;

    /** @param linePrefix what stands before each line in the log, empty for nothing */
    JenkinsWorkspace(
            FilePath workDir,
            AgentCommand command,
            GitOnAgent git,
            TaskListener listener,
            String linePrefix,
            Supplier<SecretMask> mask) {
        this.workDir = workDir;
        this.command = command;
        this.git = git;
        this.listener = listener;
        this.linePrefix = linePrefix;
        this.mask = mask;
    }

    /**
     * The work dir beside the workspace of a step's context.
     *
     * @param linePrefix what stands before each line in the log, empty for nothing
     * @return null when the context has no workspace
     */
    @CheckForNull
    static JenkinsWorkspace find(
            @NonNull StepContext context,
            @NonNull String promotion,
            @NonNull String linePrefix,
            @NonNull Supplier<SecretMask> mask,
            @NonNull ScheduledExecutorService timer)
            throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        Launcher launcher = context.get(Launcher.class);
        if (workspace == null || launcher == null) {
            return null;
        }
        EnvVars environment = context.get(EnvVars.class);
        EnvVars known = environment == null ? new EnvVars() : environment;
        TaskListener listener = BuildLog.of(context);
        return new JenkinsWorkspace(
                workDir(workspace, promotion),
                new AgentCommand(launcher, known, timer),
                GitOnAgent.of(context.get(Node.class), known, listener),
                listener,
                linePrefix,
                mask);
    }

    @NonNull
    static FilePath workDir(@NonNull FilePath workspace, @NonNull String promotion) throws AbortException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new AbortException("There is no room for temporary files beside " + workspace.getRemote()
                    + ": use a workspace that is not the root of a file system");
        }
        return temporary.child(FOLDER).child(promotion);
    }

    /** The folder for what git needs while it runs, beside the work dir. */
    @NonNull
    static Path temporary(@NonNull Path workDir) {
        return workDir.resolveSibling(workDir.getFileName() + WorkspaceList.TMP_DIR_SUFFIX);
    }

    @NonNull
    FilePath workDir() {
        return workDir;
    }

    @Override
    public String location() {
        Computer computer = workDir.toComputer();
        String node = computer == null || computer.getName().isEmpty() ? "" : computer.getName() + ':';
        return node + workDir.getRemote();
    }

    @Override
    public <T extends Serializable> T files(FileOperation<T> operation)
            throws IOException, InterruptedException, StepFailure {
        return workDir.act(new Files<>(listener, linePrefix, mask.get(), operation))
                .valueOrThrow();
    }

    @Override
    public ExecResult exec(Command program) throws IOException, InterruptedException {
        return command.run(program, directory(program));
    }

    @Override
    public ExecResult exec(Command program, PromotionLog output) throws IOException, InterruptedException {
        return command.run(program, directory(program), output);
    }

    private FilePath directory(Command program) {
        return program.directory().isEmpty() ? workDir : workDir.child(program.directory());
    }

    @Override
    public <T extends Serializable> T git(GitOperation<T> operation)
            throws IOException, InterruptedException, StepFailure {
        return workDir.act(new Git<>(listener, linePrefix, mask.get(), git, operation))
                .valueOrThrow();
    }

    private static final class Files<T extends Serializable> extends AgentCall<T> {
        private static final long serialVersionUID = 1;

        private final FileOperation<T> operation;

        Files(TaskListener listener, String linePrefix, SecretMask mask, FileOperation<T> operation) {
            super(listener, linePrefix, mask);
            this.operation = operation;
        }

        @Override
        protected T run(Path directory, PromotionLog log) throws IOException, InterruptedException, StepFailure {
            return operation.run(directory, log);
        }
    }

    private static final class Git<T extends Serializable> extends AgentCall<T> {
        private static final long serialVersionUID = 1;

        private final GitOnAgent git;
        private final GitOperation<T> operation;

        Git(TaskListener listener, String linePrefix, SecretMask mask, GitOnAgent git, GitOperation<T> operation) {
            super(listener, linePrefix, mask);
            this.git = git;
            this.operation = operation;
        }

        @Override
        protected T run(Path directory, PromotionLog log) throws IOException, InterruptedException {
            return git.use(temporary(directory), cli -> operation.run(cli, directory));
        }
    }
}
