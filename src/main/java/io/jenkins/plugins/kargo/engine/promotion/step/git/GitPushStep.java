package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.util.function.Supplier;

/** {@code git-push}: by git itself, to any server. */
public final class GitPushStep extends PushingStep {
    public GitPushStep(@NonNull Supplier<GitSettings> settings) {
        super("git-push", settings);
    }

    GitPushStep(Supplier<GitSettings> settings, Pause pause) {
        super("git-push", settings, pause);
    }

    @Override
    Pushing pushing(
            StepContext context,
            StepConfig config,
            GitSettings settings,
            PushTarget target,
            @CheckForNull GitAccess access)
            throws StepFailure {
        return new Pushing(context, settings, target, access, Signing.ofCheckout(context, config, settings));
    }

    @Override
    String provider(StepConfig config) {
        return config.text("provider");
    }
}
