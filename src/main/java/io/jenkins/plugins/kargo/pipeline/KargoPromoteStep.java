package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code kargoPromote(project?, stage?, freight?, vars?, credentials?, preview?) { block? }}: promotes Freight to a stage. The block
 * supplies a workspace when a step needs one; waits happen outside of it.
 */
public class KargoPromoteStep extends Step {
    private String project;
    private String stage;
    private String freight;
    private Map<String, Object> vars;
    private Map<String, Object> credentials;
    private boolean preview;

    @DataBoundConstructor
    public KargoPromoteStep() {}

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(@CheckForNull String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    @CheckForNull
    public String getFreight() {
        return freight;
    }

    @DataBoundSetter
    public void setFreight(@CheckForNull String freight) {
        this.freight = Util.fixEmptyAndTrim(freight);
    }

    @CheckForNull
    public Map<String, Object> getVars() {
        return vars;
    }

    @DataBoundSetter
    public void setVars(@CheckForNull Map<String, Object> vars) {
        this.vars = vars == null || vars.isEmpty() ? null : new LinkedHashMap<>(vars);
    }

    @CheckForNull
    public Map<String, Object> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(@CheckForNull Map<String, Object> credentials) {
        this.credentials = credentials == null || credentials.isEmpty() ? null : new LinkedHashMap<>(credentials);
    }

    public boolean isPreview() {
        return preview;
    }

    @DataBoundSetter
    public void setPreview(boolean preview) {
        this.preview = preview;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new PromoteExecution(
                context,
                new PromoteArguments(
                        project,
                        stage,
                        freight,
                        PlainData.texts("vars", vars),
                        PlainData.texts("credentials", credentials),
                        preview));
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "kargoPromote";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoPromoteStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return OptionalBlock.isTaken();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(PromotionScope.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return StepLabels.of(namedArgs, "project", "stage", "freight");
        }
    }
}
