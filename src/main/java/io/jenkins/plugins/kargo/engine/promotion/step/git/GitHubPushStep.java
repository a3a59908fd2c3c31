package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.hosting.GitHubCommits;
import io.jenkins.plugins.kargo.engine.hosting.Hosting;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.util.function.Supplier;

/** {@code github-push}: {@code git-push} by GitHub's API, so that GitHub signs the commits of a GitHub App. */
public final class GitHubPushStep extends PushingStep {
    private final Gateways gateways;

    public GitHubPushStep(@NonNull Supplier<GitSettings> settings, @NonNull Gateways gateways) {
        super("github-push", settings);
        this.gateways = gateways;
    }

    GitHubPushStep(Supplier<GitSettings> settings, Gateways gateways, Pause pause) {
        super("github-push", settings, pause);
        this.gateways = gateways;
    }

    @Override
    Pushing pushing(
            StepContext context,
            StepConfig config,
            GitSettings settings,
            PushTarget target,
            @CheckForNull GitAccess access)
            throws StepFailure {
        return new GitHubPushing(
                context,
                settings,
                target,
                access,
                Signing.ofCheckout(context, config, settings),
                commits(context, config, target.remote()));
    }

    private GitHubCommits commits(StepContext context, StepConfig config, String remote) throws StepFailure {
        try {
            String url = Hosting.webUrl(remote);
            return new Hosting(gateways.http().get())
                    .gitHubCommits(
                            url,
                            context.credentials().find(url, Access.WRITE).orElse(null),
                            config.flag("insecureSkipTLSVerify"));
        } catch (IllegalArgumentException | CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    @Override
    String provider(StepConfig config) {
        return "github";
    }
}
