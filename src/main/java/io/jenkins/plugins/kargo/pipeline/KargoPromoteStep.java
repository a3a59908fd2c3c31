package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code kargoPromote(project?, stage?, freight?, vars?, credentials?, preview?) { block? }}: promotes Freight to a stage. The block
 * supplies a workspace when a step needs one; waits happen outside of it.
 */
public class KargoPromoteStep extends ProjectStep {
    private String stage;
    private String freight;
    private Map<String, Object> vars;
    private Map<String, Object> credentials;
    private boolean preview;

    @DataBoundConstructor
    public KargoPromoteStep() {}

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
        this.vars = someOf(vars);
    }

    @CheckForNull
    public Map<String, Object> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(@CheckForNull Map<String, Object> credentials) {
        this.credentials = someOf(credentials);
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
                        getProject(),
                        stage,
                        freight,
                        PlainData.texts("vars", vars),
                        PlainData.texts("credentials", credentials),
                        preview));
    }

    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        public DescriptorImpl() {
            super("kargoPromote", "project", "stage", "freight");
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
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(PromotionScope.class);
        }
    }
}
