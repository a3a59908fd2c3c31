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
 * {@code kargoReconcile(project?, config?, credentials?, failOnError?) { block? }}: discovers, auto-promotes and verifies
 * a whole project. The block says what custom steps and verifications do.
 */
public class KargoReconcileStep extends ProjectStep {
    private String config;
    private Map<String, Object> credentials;
    private boolean failOnError = true;

    @DataBoundConstructor
    public KargoReconcileStep() {}

    @CheckForNull
    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(@CheckForNull String config) {
        this.config = Util.fixEmptyAndTrim(config);
    }

    @CheckForNull
    public Map<String, Object> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(@CheckForNull Map<String, Object> credentials) {
        this.credentials = someOf(credentials);
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ReconcileExecution(
                context,
                new ReconcileArguments(getProject(), config, PlainData.texts("credentials", credentials), failOnError));
    }

    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        public DescriptorImpl() {
            super("kargoReconcile", "project");
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoReconcileStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return OptionalBlock.isTaken();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(PromotionScope.class, ReconcileScope.class, WantedHandler.class);
        }
    }
}
