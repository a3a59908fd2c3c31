package io.jenkins.plugins.kargo.engine.promotion.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.file.CopyStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitClearStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitCloneStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitCommitStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitPushStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitTagStep;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.HelmTemplateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.kustomize.KustomizeBuildStep;
import io.jenkins.plugins.kargo.engine.promotion.step.kustomize.KustomizeSetImageStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlUpdateStep;
import java.util.List;

/** The steps that work on files, git and charts. */
public final class BuiltInSteps {
    private BuiltInSteps() {}

    /** With Kargo's default settings. */
    @NonNull
    public static List<StepRunner> all() {
        return all(GitSettings.defaults());
    }

    /** @param git one instance for the whole controller, because it holds the locks of pushes */
    @NonNull
    public static List<StepRunner> all(@NonNull GitSettings git) {
        return List.of(
                new GitCloneStep(git),
                new GitClearStep(),
                new GitCommitStep(),
                new GitPushStep(git),
                new GitTagStep(),
                new CopyStep(),
                new YamlUpdateStep(),
                new HelmTemplateStep(),
                new KustomizeSetImageStep(),
                new KustomizeBuildStep());
    }
}
