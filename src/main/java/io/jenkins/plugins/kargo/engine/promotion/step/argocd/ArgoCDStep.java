package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the steps for Argo CD have in common. */
abstract class ArgoCDStep implements StepRunner {
    static final Duration POLL_INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final String name;
    private final String purpose;
    private final ArgoCDs argoCDs;

    /** @param purpose such as "update", for messages */
    ArgoCDStep(String name, String purpose, ArgoCDs argoCDs) {
        this.name = name;
        this.purpose = purpose;
        this.argoCDs = argoCDs;
    }

    @Override
    @NonNull
    public final String name() {
        return name;
    }

    @Override
    public final boolean needsWorkspace() {
        return false;
    }

    @Override
    @NonNull
    public final Replay replay() {
        return Replay.NEVER;
    }

    @Override
    @NonNull
    public final Optional<Duration> defaultTimeout() {
        return Optional.of(TIMEOUT);
    }

    @Override
    @NonNull
    public final StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        List<StepConfig> apps = new StepConfig(context.config()).objects("apps");
        if (context.isPreview()) {
            return StepResult.skipped(
                    "would " + purpose + ' ' + describe(references(apps, ArgoCDAccess.DEFAULT_NAMESPACE)), null);
        }
        ArgoCDAccess access = access(context);
        List<AppReference> references = references(apps, access.namespace());
        try {
            return run(context, argoCDs.of(access), apps, references);
        } catch (ArgoCDException e) {
            if (e.mayPass()) {
                // A server that is away for a while does not end a wait; the step's timeout does.
                return StepResult.running(
                        "waits for " + describe(references) + "; the last look failed: " + e.getMessage(),
                        POLL_INTERVAL);
            }
            throw e;
        }
    }

    /** @param references of the apps, in their order */
    abstract StepResult run(StepContext context, ArgoCD argo, List<StepConfig> apps, List<AppReference> references)
            throws StepFailure, IOException, InterruptedException;

    /** Which Argo CD serves the promotion's stage. */
    static String shard(StepContext context) {
        return Optional.ofNullable(
                        context.configuration().stages().get(context.promotion().stage()))
                .map(Stage::shard)
                .orElse("");
    }

    private ArgoCDAccess access(StepContext context) throws IOException, StepFailure {
        String shard = shard(context);
        try {
            Optional<ArgoCDAccess> access = context.credentials().argoCD(shard);
            if (access.isPresent()) {
                return access.get();
            }
        } catch (CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
        throw new IOException("Argo CD integration is disabled on this controller; cannot " + purpose
                + " Argo CD Application resources: no Argo CD is declared for the project"
                + (shard.isEmpty() ? "" : ", and none for the shard \"" + shard + '"')
                + ". Declare one with the project, or bind a kubeconfig to the prefix argocd://");
    }

    private static List<AppReference> references(List<StepConfig> apps, String namespace) throws StepFailure {
        List<AppReference> references = new ArrayList<>();
        for (StepConfig app : apps) {
            references.add(AppReference.of(app, namespace));
        }
        return references;
    }

    private static String describe(List<AppReference> references) {
        return String.join(", ", references.stream().map(AppReference::describe).toList());
    }
}
