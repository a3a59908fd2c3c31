package io.jenkins.plugins.kargo.engine.argocd;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The event of an Application that tells of a sync, in the form of Argo CD's own. */
final class SyncEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private SyncEvents() {}

    static Event started(Application application, SyncRequest request) {
        String now = TIME.format(Instant.now());
        String user = request.initiator();
        return new EventBuilder()
                .withNewMetadata()
                .withName(application.name()
                        + '.'
                        + Long.toHexString(ThreadLocalRandom.current().nextLong()))
                .withNamespace(application.namespace())
                .withAnnotations(Map.of("user", user))
                .endMetadata()
                .withNewSource()
                .withComponent(user)
                .endSource()
                .withNewInvolvedObject()
                .withApiVersion("argoproj.io/v1alpha1")
                .withKind("Application")
                .withNamespace(application.namespace())
                .withName(application.name())
                .withUid(application.uid())
                .withResourceVersion(application.resourceVersion())
                .endInvolvedObject()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withType("Normal")
                .withReason("OperationStarted")
                .withMessage(user + ' ' + SourcesPatch.describe(application, request))
                .build();
    }
}
