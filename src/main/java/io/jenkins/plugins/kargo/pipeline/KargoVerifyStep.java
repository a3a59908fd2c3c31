package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code kargoVerify(project?, stage | promotion, failOnError?, unstable?) { body? }}: with a body, verifies what a
 * promotion brought to a stage that leaves its verification to the Pipeline; without one, waits for the analysis.
 */
public class KargoVerifyStep extends ProjectStep {
    static final String FAIL = "fail";
    static final String PASS = "pass";

    private String stage;
    private String promotion;
    private boolean failOnError = true;
    private String unstable = FAIL;

    @DataBoundConstructor
    public KargoVerifyStep() {}

    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(@CheckForNull String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    @CheckForNull
    public String getPromotion() {
        return promotion;
    }

    @DataBoundSetter
    public void setPromotion(@CheckForNull String promotion) {
        this.promotion = Util.fixEmptyAndTrim(promotion);
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    @NonNull
    public String getUnstable() {
        return unstable;
    }

    /** @throws IllegalArgumentException when it is neither {@code fail} nor {@code pass} */
    @DataBoundSetter
    public void setUnstable(@CheckForNull String unstable) {
        String given = Util.fixEmptyAndTrim(unstable);
        if (given != null && !given.equals(FAIL) && !given.equals(PASS)) {
            throw new IllegalArgumentException("unstable: '" + given + "' is neither 'fail' nor 'pass'");
        }
        this.unstable = given == null ? FAIL : given;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new VerifyExecution(
                context, new VerifyArguments(getProject(), stage, promotion, failOnError, unstable.equals(PASS)));
    }

    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        public DescriptorImpl() {
            super("kargoVerify", "project", "stage", "promotion");
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoVerifyStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return OptionalBlock.isTaken();
        }

        @POST
        public ListBoxModel doFillUnstableItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.KargoVerifyStep_unstableFails(), FAIL);
            items.add(Messages.KargoVerifyStep_unstablePasses(), PASS);
            return items;
        }
    }
}
