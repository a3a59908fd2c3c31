package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.argocd.SyncRequest;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code argocd-update}: changes sources of Applications, syncs them and waits until that is done. The operation names the
 * promotion, so that after a restart the sync is found again and not started twice. An abort ends the wait and leaves to
 * Argo CD what was started.
 */
public final class ArgoCDUpdateStep extends ArgoCDStep {
    private static final int ATTEMPTS = 5;

    public ArgoCDUpdateStep(@NonNull ArgoCDs argoCDs) {
        super("argocd-update", "update", argoCDs);
    }

    @Override
    StepResult run(StepContext context, ArgoCD argo, List<StepConfig> apps, List<AppReference> references)
            throws StepFailure, IOException, InterruptedException {
        List<Object> output = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        Map<Application, List<String>> revisions = new LinkedHashMap<>();
        for (int i = 0; i < apps.size(); i++) {
            List<SourceUpdate> updates = apps.get(i).objects("sources").stream()
                    .map(SourceUpdate::of)
                    .toList();
            List<Application> applications = authorized(context, references.get(i), argo);
            Sources.checkAll(updates, applications);
            for (Application application : applications) {
                revisions.put(application, Sources.desiredRevisions(updates, application));
                output.add(Map.of("name", application.name(), "namespace", application.namespace()));
                update(context, argo, updates, application)
                        .ifPresent(reason -> waiting.add(Names.of(application) + ": " + reason));
            }
        }
        Map<String, Object> outputs = Map.of("apps", output);
        return waiting.isEmpty()
                ? StepResult.succeeded(outputs)
                        .withHealthChecks(List.of(ArgoCDHealth.register(shard(context), revisions)))
                : new StepResult(StepStatus.Running, "waits for " + String.join("; ", waiting), outputs, POLL_INTERVAL);
    }

    private static List<Application> authorized(StepContext context, AppReference reference, ArgoCD argo)
            throws IOException, InterruptedException {
        String project = context.promotion().project().name();
        String stage = context.promotion().stage();
        List<Application> found = reference.find(argo);
        List<Application> authorized = new ArrayList<>();
        String refusal = "";
        for (Application application : found) {
            Optional<String> refused = Authorization.refusal(application, project, stage);
            if (refused.isEmpty()) {
                authorized.add(application);
            } else {
                refusal = refused.get();
                context.log().line("Skipping " + Names.of(application) + ": " + refusal);
            }
        }
        if (!authorized.isEmpty()) {
            return authorized;
        }
        throw new IOException(
                reference.isSelector()
                        ? "found " + found.size() + " Application(s) matching selector in namespace "
                                + GoText.quoted(reference.namespace()) + ", but none are authorized for Stage "
                                + project + ':' + stage
                        : Names.of(found.get(0)) + " is not authorized: " + refusal);
    }

    /** @return what is waited for, empty when it is done */
    private static Optional<String> update(
            StepContext context, ArgoCD argo, List<SourceUpdate> updates, Application read)
            throws IOException, InterruptedException {
        Application application = read;
        for (int attempt = 1; ; attempt++) {
            Decision decision = Decision.of(
                    application, context.promotion().name(), Sources.desiredRevisions(updates, application));
            switch (decision.kind()) {
                case SUCCEEDED -> {
                    return Optional.empty();
                }
                case FAILED -> throw new IOException(Names.of(application) + " failed with: " + decision.reason());
                case WAIT -> {
                    return Optional.of(decision.reason());
                }
                case START -> {}
            }
            try {
                sync(context, argo, updates, application, decision.reason());
                return Optional.of("its sync has been started");
            } catch (ArgoCDException e) {
                if (e.kind() != ArgoCDException.Kind.CONFLICT) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    return Optional.of("others keep changing it (" + e.getMessage() + ")");
                }
                application = again(context, argo, application);
            }
        }
    }

    /** What somebody changed meanwhile may be the annotation. */
    private static Application again(StepContext context, ArgoCD argo, Application before)
            throws IOException, InterruptedException {
        return authorized(context, new AppReference(before.namespace(), before.name(), ""), argo)
                .get(0);
    }

    private static void sync(
            StepContext context, ArgoCD argo, List<SourceUpdate> updates, Application application, String reason)
            throws IOException, InterruptedException {
        List<Map<String, Object>> sources = Sources.desired(updates, application);
        String promotion = context.promotion().name();
        record(context, application, promotion);
        argo.sync(
                application,
                new SyncRequest(sources.equals(application.sources()) ? null : sources, promotion, actor(context)));
        context.log()
                .line("Started a sync of " + Names.of(application) + " (operation " + promotion + ")"
                        + (reason.isEmpty() ? "" : ": " + reason));
    }

    /** The operation's id is the promotion's name: with it, the operation is recognised. */
    private static void record(StepContext context, Application application, String promotion) {
        Map<String, Object> operations = new LinkedHashMap<>();
        if (context.intention().get("operations") instanceof Map<?, ?> before) {
            before.forEach((key, value) -> operations.put(String.valueOf(key), value));
        }
        if (!promotion.equals(operations.put(application.key(), promotion))) {
            context.intend(Map.of("operations", operations));
        }
    }

    /** Who asked; nobody when the controller itself did. */
    private static String actor(StepContext context) {
        String actor = context.promotion().actor();
        return actor.equals("unknown actor") || actor.startsWith("controller:") ? "" : actor;
    }
}
