package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/** A further job that may promote to a stage, as an administrator fills it in. */
public class DeclaredPromoter implements Describable<DeclaredPromoter> {
    private final String stage;
    private String job;

    /** @param stage empty or {@code *} for every stage */
    @DataBoundConstructor
    public DeclaredPromoter(@CheckForNull String stage, @CheckForNull String job) {
        String given = Util.fixEmptyAndTrim(stage);
        this.stage = given == null ? Declaration.EVERY_STAGE : given;
        this.job = Util.fixNull(Util.fixEmptyAndTrim(job));
    }

    @NonNull
    public String getStage() {
        return stage;
    }

    @NonNull
    public String getJob() {
        return job;
    }

    void setJob(String job) {
        this.job = job;
    }

    @Extension
    @Symbol("kargoPromoter")
    public static final class DescriptorImpl extends Descriptor<DeclaredPromoter> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeclaredPromoter_displayName();
        }

        public AutoCompletionCandidates doAutoCompleteJob(
                @QueryParameter String value, @AncestorInPath Item self, @AncestorInPath ItemGroup<?> container) {
            return AutoCompletionCandidates.ofJobNames(Item.class, value, self, container);
        }
    }
}
