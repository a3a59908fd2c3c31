package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code kargoSteps { kargoStep(name) { … } }}: inside the block of a {@code kargoPromote}, carries out the promotion's
 * steps in the workspace that is there, until it is over or has to wait. The block says what custom steps do.
 */
public class KargoStepsStep extends Step {
    @DataBoundConstructor
    public KargoStepsStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new StepsExecution(context);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "kargoSteps";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoStepsStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return OptionalBlock.isTaken();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(PromotionScope.class, FilePath.class, Launcher.class, Run.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(WantedHandler.class);
        }
    }
}
