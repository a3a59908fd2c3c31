package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that works on one project, {@code project}; without it, on the only one that the build may work on. */
public abstract class ProjectStep extends Step {
    private String project;

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    /** The given values in their order, null when there are none: the snippet generator leaves the argument out then. */
    @CheckForNull
    static Map<String, Object> someOf(@CheckForNull Map<String, Object> given) {
        return given == null || given.isEmpty() ? null : new LinkedHashMap<>(given);
    }

    /** What the descriptors of these steps have in common. */
    abstract static class ProjectStepDescriptor extends StepDescriptor {
        private final String function;
        private final String[] labels;

        /** @param labels the arguments that label a call in the build's graph */
        ProjectStepDescriptor(@NonNull String function, @NonNull String... labels) {
            this.function = function;
            this.labels = labels.clone();
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return StepLabels.of(namedArgs, labels);
        }
    }
}
