package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * The work dir of one promotion on whatever machine it is. Every call is one round trip: a step puts all its edits into
 * one operation. Calls block, are made from one thread at a time and end early when that thread is interrupted.
 */
public interface Workspace {
    /** For messages, such as {@code agent-1:/var/jenkins/x}. */
    @NonNull
    String location();

    /**
     * An operation on files, run where the files are. It and its result travel by Java serialization: records of plain
     * values.
     */
    @FunctionalInterface
    interface FileOperation<T extends Serializable> extends Serializable {
        /** @param workDir absolute; the operation keeps everything inside, symbolic links included */
        T run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, InterruptedException, StepFailure;
    }

    <T extends Serializable> T files(@NonNull FileOperation<T> operation)
            throws IOException, InterruptedException, StepFailure;

    /** Runs a program through the step's launcher, so that containers, environment and tools of the block count. */
    @NonNull
    ExecResult exec(@NonNull Command command) throws IOException, InterruptedException;

    /**
     * As {@link #exec(Command)}, with what the program prints shown line by line while it runs, and not kept.
     *
     * @param output gets standard output and errors; called from other threads; beyond the command's
     *     {@code stdoutLimit} the rest of each is left out, and a line says so
     * @return without {@code stdout} and {@code stderr}
     */
    @NonNull
    ExecResult exec(@NonNull Command command, @NonNull PromotionLog output) throws IOException, InterruptedException;

    /** Runs git operations in the agent's own process, next to the files. */
    <T extends Serializable> T git(@NonNull GitOperation<T> operation)
            throws IOException, InterruptedException, StepFailure;
}
