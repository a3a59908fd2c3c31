package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** What the steps of a block see; a block inside adds to it. Immutable, so that parallel branches share their outside. */
final class Frame {
    @CheckForNull
    private final Frame outer;

    private final Object value;

    private Frame(@CheckForNull Frame outer, Object value) {
        this.outer = outer;
        this.value = value;
    }

    static Frame of(Run<?, ?> run, TaskListener listener) {
        return new Frame(new Frame(null, run), listener);
    }

    /** What is more inside hides what is more outside. */
    Frame with(Object inner) {
        return new Frame(this, inner);
    }

    Frame withAll(List<?> inner) {
        Frame frame = this;
        for (Object each : inner) {
            frame = frame.with(each);
        }
        return frame;
    }

    @CheckForNull
    <T> T get(Class<T> type) throws IOException, InterruptedException {
        if (type == EnvVars.class) {
            return type.cast(environment());
        }
        if (type == Launcher.class && find(Node.class) != null) {
            return type.cast(find(Node.class).createLauncher(find(TaskListener.class)));
        }
        if (type == Computer.class && find(FilePath.class) != null) {
            return type.cast(Jenkins.get().getComputer(find(Node.class).getNodeName()));
        }
        return find(type);
    }

    @CheckForNull
    private <T> T find(Class<T> type) {
        for (Frame frame = this; frame != null; frame = frame.outer) {
            if (type.isInstance(frame.value)) {
                return type.cast(frame.value);
            }
        }
        return null;
    }

    private EnvVars environment() throws IOException, InterruptedException {
        EnvVars env = find(Run.class).getEnvironment(find(TaskListener.class));
        FilePath workspace = find(FilePath.class);
        if (workspace != null) {
            env.put("WORKSPACE", workspace.getRemote());
            env.put("NODE_NAME", "built-in");
        }
        Deque<EnvironmentExpander> fromOutside = new ArrayDeque<>();
        for (Frame frame = this; frame != null; frame = frame.outer) {
            if (frame.value instanceof EnvironmentExpander expander) {
                fromOutside.push(expander);
            }
        }
        for (EnvironmentExpander expander : fromOutside) {
            expander.expand(env);
        }
        return env;
    }
}
