package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code argocd-wait}: goes on when Applications are as they should be, whoever made them so. It changes nothing of them. */
public final class ArgoCDWaitStep extends ArgoCDStep {
    private static final String HEALTH = "healthStatus";

    public ArgoCDWaitStep(@NonNull ArgoCDs argoCDs) {
        super("argocd-wait", "wait for", argoCDs);
    }

    @Override
    StepResult run(StepContext context, ArgoCD argo, List<StepConfig> apps, List<AppReference> references)
            throws StepFailure, IOException, InterruptedException {
        Map<String, Object> before = before(context);
        Map<String, Object> now = new LinkedHashMap<>(before);
        List<String> waiting = new ArrayList<>();
        List<Object> found = new ArrayList<>();
        for (int i = 0; i < apps.size(); i++) {
            List<String> wanted = apps.get(i).texts("waitFor");
            List<String> waitFor = wanted.isEmpty() ? Readiness.DEFAULT : wanted;
            for (Application application : references.get(i).find(argo)) {
                String earlier = String.valueOf(before.getOrDefault(application.key(), ""));
                found.add(Map.of("name", application.name(), "namespace", application.namespace()));
                Readiness readiness = Readiness.of(application, waitFor, earlier);
                if (!application.health().isEmpty()) {
                    now.put(application.key(), application.health());
                }
                switch (readiness.kind()) {
                    case FAILED -> throw new StepFailure(readiness.reason());
                    case WAIT -> {
                        waiting.add(Names.of(application) + ": " + readiness.reason());
                        Refresh.hurry(argo, application, context.clock().instant());
                    }
                    case READY -> {}
                }
            }
        }
        Map<String, Object> output = Map.of("apps", found, HEALTH, now);
        return waiting.isEmpty()
                ? StepResult.succeeded(output)
                : new StepResult(StepStatus.Running, "waits for " + String.join("; ", waiting), output, POLL_INTERVAL);
    }

    /** What the last look found: an Application that was well and is not any more will not be waited for. */
    private static Map<String, Object> before(StepContext context) {
        Optional<StepRecord> record =
                context.promotion().recordOf(context.step().as());
        Map<String, Object> before = new LinkedHashMap<>();
        if (record.isPresent()
                && record.get().output() != null
                && record.get().output().get(HEALTH) instanceof Map<?, ?> statuses) {
            statuses.forEach((key, status) -> before.put(String.valueOf(key), status));
        }
        return before;
    }
}
