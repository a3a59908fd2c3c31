package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/**
 * Work on an agent. What it logs is flushed before it returns, or it would be lost with the agent's buffer; what it
 * throws holds only classes that the controller accepts from an agent.
 */
abstract class AgentCall<T extends Serializable> extends MasterToSlaveFileCallable<AgentCall.Answer<T>> {
    private static final long serialVersionUID = 1;

    private final TaskListener listener;
    private final String linePrefix;
    private final SecretMask mask;

    AgentCall(TaskListener listener, String linePrefix, SecretMask mask) {
        this.listener = listener;
        this.linePrefix = linePrefix;
        this.mask = mask;
    }

    /** @param failure the words of a {@link StepFailure}, null when there was none */
    public record Answer<T extends Serializable>(
            @CheckForNull T value, @CheckForNull String failure) implements Serializable {
        T valueOrThrow() throws StepFailure {
            if (failure != null) {
                throw new StepFailure(failure);
            }
            return value;
        }
    }

    /** @param directory absolute, the one that the call was made on; it may not exist yet */
    protected abstract T run(@NonNull Path directory, @NonNull PromotionLog log)
            throws IOException, InterruptedException, StepFailure;

    @Override
    public final Answer<T> invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            PromotionLog log = line -> listener.getLogger().println(linePrefix + mask.mask(line));
            return new Answer<>(run(directory.toPath().toAbsolutePath(), log), null);
        } catch (StepFailure e) {
            return new Answer<>(null, mask.mask(String.valueOf(e.getMessage())));
        } catch (GitException e) {
            throw portable(new GitException(mask.mask(String.valueOf(e.getMessage()))), e);
        } catch (UncheckedIOException e) {
            throw portable(new IOException(words(e.getCause())), e);
        } catch (IOException | RuntimeException e) {
            throw portable(new IOException(words(e)), e);
        } finally {
            listener.getLogger().flush();
        }
    }

    private String words(Exception e) {
        String message = e.getMessage() == null ? "" : mask.mask(e.getMessage());
        String name = e.getClass() == IOException.class ? "" : e.getClass().getSimpleName();
        return name.isEmpty() || message.isEmpty() ? name + message : name + ": " + message;
    }

    /** Without causes: they may be of classes that the controller's class filter refuses, and the words would be lost. */
    private static <E extends IOException> E portable(E replacement, Exception original) {
        replacement.setStackTrace(original.getStackTrace());
        return replacement;
    }
}
