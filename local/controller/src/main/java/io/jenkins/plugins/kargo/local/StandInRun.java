package io.jenkins.plugins.kargo.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.kargo.local.pipeline.PipelineExecution;
import io.jenkins.plugins.kargo.local.pipeline.PipelineThread;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** A build: a thread, a log file, and a result that is written when it ends. One that was killed has no result file. */
public final class StandInRun extends Run<StandInJob, StandInRun> implements Queue.Executable {
    private static final Logger LOGGER = Logger.getLogger(StandInRun.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private volatile PipelineThread thread;
    private volatile Setup.Scm scm;

    /** What is kept of a build. */
    private record Kept(long timestamp, long duration, String result) {}

    StandInRun(StandInJob job) throws IOException {
        super(job);
        Files.createDirectories(getRootDir().toPath());
    }

    private StandInRun(StandInJob job, int number, long timestamp) {
        super(job, timestamp);
        this.number = number;
    }

    static StandInRun load(StandInJob job, int number) throws IOException {
        Path directory = new File(job.getBuildDir(), Integer.toString(number)).toPath();
        Path file = directory.resolve("build.json");
        if (!Files.exists(file)) {
            StandInRun killed = new StandInRun(
                    job, number, Files.getLastModifiedTime(directory).toMillis());
            killed.result = Result.ABORTED;
            killed.onEndBuilding();
            killed.keep();
            return killed;
        }
        Kept kept = JSON.readValue(file.toFile(), Kept.class);
        StandInRun run = new StandInRun(job, number, kept.timestamp());
        run.duration = kept.duration();
        run.result = Result.fromString(kept.result());
        run.onEndBuilding();
        return run;
    }

    void begin() {
        thread = new PipelineThread(getExternalizableId(), this);
        thread.start();
    }

    @Override
    public void run() {
        try (StreamTaskListener listener =
                new StreamTaskListener(new AutoFlush(getLogFile()), StandardCharsets.UTF_8)) {
            for (Cause cause : getCauses()) {
                cause.print(listener);
            }
            RunListener.fireStarted(this, listener);
            setResult(execute(listener));
            RunListener.fireCompleted(this, listener);
            listener.getLogger().println("Finished: " + getResult());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The log of " + this + " cannot be written");
            result = Result.FAILURE;
        } finally {
            duration = System.currentTimeMillis() - getTimeInMillis();
            onEndBuilding();
            keep();
            RunListener.fireFinalized(this);
        }
    }

    private Result execute(TaskListener listener) {
        try {
            Setup.ItemDefinition definition = project.definition();
            scm = definition.scm();
            ReplayedScript replayed = getAction(ReplayedScript.class);
            String jenkinsfile = replayed != null ? replayed.script() : definition.script();
            if (jenkinsfile == null) {
                jenkinsfile = ScmCheckout.jenkinsfile(scm, this, listener);
            }
            return PipelineExecution.run(jenkinsfile, this, listener);
        } catch (IOException e) {
            listener.error(e.getMessage());
            return Result.FAILURE;
        } catch (InterruptedException e) {
            return Result.ABORTED;
        }
    }

    /** Stops the build as the abort button does. */
    public void stop(Throwable cause) {
        thread.stop(cause);
    }

    private void keep() {
        try {
            Path file = getRootDir().toPath().resolve("build.json");
            JSON.writeValue(file.toFile(), new Kept(getTimeInMillis(), duration, String.valueOf(result)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public File getLogFile() {
        return new File(getRootDir(), "log");
    }

    /** What the script set with {@code env.X = …}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The value of {@code scm}: where the Jenkinsfile came from, as {@code checkout} takes it. */
    public Map<String, Object> scm() {
        if (scm == null) {
            throw new IllegalStateException(
                    "'checkout scm' is only available when the Jenkinsfile comes from a repository");
        }
        return ScmCheckout.arguments(scm);
    }

    public FilePath workspace() {
        return Jenkins.get().getWorkspaceFor(project);
    }

    /** Waits for an executor of the node; closing gives it back. */
    public AutoCloseable acquireExecutor() throws InterruptedException {
        return ((StandInJenkins) Jenkins.get()).computer().acquire();
    }

    @Override
    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = super.getEnvironment(listener);
        env.putAll(environment);
        return env;
    }

    @Override
    public void save() {
        // Nothing of a running build is kept: a killed one is over.
    }
}
