package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code kargoStep(name) { … }}: inside {@code kargoSteps}, carries out the promotion's steps {@code uses: pipeline} of
 * that name, in the promotion's work dir. The block's Map is the step's output. For other steps it does nothing.
 */
public class KargoStepStep extends Step {
    private final String name;

    @DataBoundConstructor
    public KargoStepStep(@CheckForNull String name) {
        this.name = Util.fixNull(Util.fixEmptyAndTrim(name));
    }

    @NonNull
    public String getName() {
        return name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new HandlerExecution(context, name);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "kargoStep";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoStepStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(WantedHandler.class, FilePath.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return StepLabels.of(namedArgs, "name");
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.KargoStepStep_nameRequired())
                    : FormValidation.ok();
        }
    }
}
