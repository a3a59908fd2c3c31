package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What one build lends to the promotion that it carries out. Made anew for every turn. */
final class PromotionSession {
    private final StepContext context;
    private final PromotionScope scope;
    private final Run<?, ?> run;
    private final JenkinsCredentialResolver credentials;
    private final PromotionLog log;

    private PromotionSession(StepContext context, PromotionScope scope, Run<?, ?> run, TaskListener listener) {
        this.context = context;
        this.scope = scope;
        this.run = run;
        ProjectResolver projects = ProjectResolver.of(KargoRuntime.get().store().projects(), Clock.systemUTC());
        credentials = JenkinsCredentialResolver.forBuild(
                run,
                projects.bindings(scope.project()),
                projects.argoCDs(scope.project()),
                scope.credentials(),
                scope.previewReason());
        log = line -> listener.getLogger().println(scope.linePrefix() + mask().mask(line));
    }

    @NonNull
    static PromotionSession open(@NonNull StepContext context, @NonNull PromotionScope scope)
            throws IOException, InterruptedException {
        return new PromotionSession(context, scope, context.get(Run.class), BuildLog.of(context));
    }

    /** What the steps of the promotion ask, and what hides everything that they were told. */
    private final class Masking implements CredentialResolver {
        @Override
        @NonNull
        public Optional<Credential> find(@NonNull String url, @NonNull Access access) throws CredentialRefused {
            return credentials.find(url, access);
        }

        @Override
        @NonNull
        public Optional<ArgoCDAccess> argoCD(@NonNull String shard) throws CredentialRefused {
            return credentials.argoCD(shard);
        }

        @Override
        @NonNull
        public Optional<Credential> signingKey(@NonNull String email) throws CredentialRefused {
            return credentials.signingKey(email);
        }

        @Override
        @NonNull
        public SecretMask mask() {
            return PromotionSession.this.mask();
        }
    }

    private SecretMask mask() {
        return credentials.mask().and(KargoRuntime.get().secrets().mask(scope.project()));
    }

    /** The work dir beside the context's workspace, null when it has none. */
    @CheckForNull
    JenkinsWorkspace workspace() throws IOException, InterruptedException {
        return JenkinsWorkspace.find(
                context,
                scope.promotion(),
                scope.linePrefix(),
                this::mask,
                KargoRuntime.get().timer());
    }

    /** @param workspace null to go on only as far as none is needed */
    @NonNull
    Progress advance(@CheckForNull JenkinsWorkspace workspace, @NonNull BooleanSupplier stopRequested)
            throws InterruptedException {
        RunEnvironment environment = new RunEnvironment(
                run.getExternalizableId(),
                log,
                Optional.ofNullable(workspace),
                new Masking(),
                stopRequested,
                contextExtras());
        return KargoRuntime.get().runner().advance(scope.project(), scope.promotion(), environment);
    }

    private static Map<String, Object> contextExtras() {
        String root = JenkinsLocationConfiguration.get().getUrl();
        return Map.of("uiBaseUrl", root == null ? "" : root + "kargo");
    }
}
