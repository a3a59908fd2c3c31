package io.jenkins.plugins.kargo.engine.promotion.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDHealth;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDWaitStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.file.CopyStep;
import io.jenkins.plugins.kargo.engine.promotion.step.file.DeleteStep;
import io.jenkins.plugins.kargo.engine.promotion.step.file.FileWriteStep;
import io.jenkins.plugins.kargo.engine.promotion.step.file.TarStep;
import io.jenkins.plugins.kargo.engine.promotion.step.file.UntarStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitClearStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitCloneStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitCommitStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitHubPushStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitPushStep;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitTagStep;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.HelmTemplateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.HelmUpdateChartStep;
import io.jenkins.plugins.kargo.engine.promotion.step.http.HttpDownloadStep;
import io.jenkins.plugins.kargo.engine.promotion.step.http.HttpStep;
import io.jenkins.plugins.kargo.engine.promotion.step.json.JsonParseStep;
import io.jenkins.plugins.kargo.engine.promotion.step.json.JsonUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.kustomize.KustomizeBuildStep;
import io.jenkins.plugins.kargo.engine.promotion.step.kustomize.KustomizeSetImageStep;
import io.jenkins.plugins.kargo.engine.promotion.step.oci.OciDownloadStep;
import io.jenkins.plugins.kargo.engine.promotion.step.oci.OciPushStep;
import io.jenkins.plugins.kargo.engine.promotion.step.pr.GitMergePrStep;
import io.jenkins.plugins.kargo.engine.promotion.step.pr.GitOpenPrStep;
import io.jenkins.plugins.kargo.engine.promotion.step.pr.GitWaitForPrStep;
import io.jenkins.plugins.kargo.engine.promotion.step.script.ShStep;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlParseStep;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlMergeStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlParseStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlUpdateStep;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The steps that work on files, git and charts. */
public final class BuiltInSteps {
    private BuiltInSteps() {}

    /** With Kargo's default settings. */
    @NonNull
    public static List<StepRunner> all() {
        GitSettings defaults = GitSettings.defaults();
        return all(
                () -> defaults,
                Gateways.of(NetworkPolicy.PUBLIC, Path.of(System.getProperty("java.io.tmpdir"), "kargo")));
    }

    /** @param git asked for every run; always with the same locks, which order the pushes of the whole controller */
    @NonNull
    public static List<StepRunner> all(@NonNull Supplier<GitSettings> git, @NonNull Gateways gateways) {
        ArgoCDs argoCDs = new ArgoCDs(gateways.http());
        return List.of(
                new GitCloneStep(git),
                new GitClearStep(),
                new GitCommitStep(git),
                new GitPushStep(git),
                new GitHubPushStep(git, gateways),
                new GitTagStep(git),
                new CopyStep(),
                new DeleteStep(),
                new FileWriteStep(),
                new TarStep(),
                new UntarStep(),
                new ShStep(),
                new YamlUpdateStep(),
                new YamlMergeStep(),
                new YamlParseStep(),
                new JsonUpdateStep(),
                new JsonParseStep(),
                new TomlUpdateStep(),
                new TomlParseStep(),
                new HelmTemplateStep(),
                new HelmUpdateChartStep(),
                new KustomizeSetImageStep(),
                new KustomizeBuildStep(),
                new HttpStep(gateways),
                new HttpDownloadStep(),
                new OciDownloadStep(gateways),
                new OciPushStep(gateways),
                new GitOpenPrStep(gateways),
                new GitWaitForPrStep(gateways),
                new GitMergePrStep(gateways),
                new ArgoCDUpdateStep(argoCDs),
                new ArgoCDWaitStep(argoCDs));
    }

    /** What the steps register for the health of stages. */
    @NonNull
    public static List<HealthChecker> healthCheckers(@NonNull Gateways gateways) {
        return List.of(new ArgoCDHealth(new ArgoCDs(gateways.http())));
    }
}
