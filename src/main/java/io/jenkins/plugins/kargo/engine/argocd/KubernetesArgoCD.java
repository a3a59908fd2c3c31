package io.jenkins.plugins.kargo.engine.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.kargo.engine.kube.ClusterAccess;
import io.jenkins.plugins.kargo.engine.kube.KubernetesClients;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Applications as the resources of a cluster that they are. */
final class KubernetesArgoCD implements ArgoCD {
    private static final Logger LOGGER = Logger.getLogger(KubernetesArgoCD.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFRESH = "argocd.argoproj.io/refresh";

    private static final ResourceDefinitionContext APPLICATIONS = new ResourceDefinitionContext.Builder()
            .withGroup("argoproj.io")
            .withVersion("v1alpha1")
            .withKind("Application")
            .withPlural("applications")
            .withNamespaced(true)
            .build();

    private final KubernetesClients clients;
    private final ClusterAccess access;

    KubernetesArgoCD(KubernetesClients clients, ClusterAccess access) {
        this.clients = clients;
        this.access = access;
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(KubernetesClient client);
    }

    @Override
    public Optional<Application> find(String namespace, String name) throws ArgoCDException, InterruptedException {
        String what = "reading the Application " + namespace + '/' + name;
        GenericKubernetesResource found =
                call(what, client -> resource(client, namespace, name).get());
        if (found == null && !isInstalled()) {
            throw KubernetesFailures.notInstalled(what, access);
        }
        return Optional.ofNullable(found).map(KubernetesArgoCD::application);
    }

    /** In a cluster without Argo CD, usually one that Argo CD deploys to, every Application is unknown. */
    private boolean isInstalled() throws InterruptedException {
        String version = APPLICATIONS.getGroup() + '/' + APPLICATIONS.getVersion();
        try {
            return call(
                    "asking for the resources of " + version,
                    client -> client.supports(version, APPLICATIONS.getKind()));
        } catch (ArgoCDException e) {
            LOGGER.log(Level.FINE, e, () -> "Whether Argo CD is in the cluster is not known");
            return true;
        }
    }

    @Override
    public List<Application> list(String namespace, String selector) throws ArgoCDException, InterruptedException {
        return call(
                "listing the Applications of the namespace " + namespace,
                client -> client
                        .genericKubernetesResources(APPLICATIONS)
                        .inNamespace(namespace)
                        .list(new ListOptionsBuilder()
                                .withLabelSelector(selector)
                                .build())
                        .getItems()
                        .stream()
                        .map(KubernetesArgoCD::application)
                        .toList());
    }

    @Override
    public void sync(Application application, SyncRequest request) throws ArgoCDException, InterruptedException {
        patch("starting a sync of the Application " + application.key(), application, patch(application, request));
        announce(application, request);
    }

    @Override
    public void refresh(Application application) throws ArgoCDException, InterruptedException {
        patch(
                "refreshing the Application " + application.key(),
                application,
                Map.of("metadata", Map.of("annotations", Map.of(REFRESH, "hard"))));
    }

    /**
     * One merge patch, which the cluster takes only if the Application is still the one that was read. The operation's
     * state of before must go: Argo CD's controller itself does not clear it, and would be taken to be ready.
     */
    static Map<String, Object> patch(Application application, SyncRequest request) {
        Map<String, Object> patch = new LinkedHashMap<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("annotations", Map.of(REFRESH, "hard"));
        metadata.put("resourceVersion", application.resourceVersion());
        patch.put("metadata", metadata);
        if (request.sources() != null) {
            patch.put("spec", SourcesPatch.of(application, request.sources()));
        }
        patch.put("operation", operation(application, request));
        if (application.hasStatus()) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("operationState", null);
            patch.put("status", status);
        }
        return patch;
    }

    private static Map<String, Object> operation(Application application, SyncRequest request) {
        Map<String, Object> sync = new LinkedHashMap<>();
        sync.put("revisions", List.of());
        if (!application.syncOptions().isEmpty()) {
            sync.put("syncOptions", application.syncOptions());
        }
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("initiatedBy", initiator(request));
        operation.put("info", request.info());
        operation.put("sync", sync);
        if (!application.retryPolicy().isEmpty()) {
            operation.put("retry", application.retryPolicy());
        }
        return operation;
    }

    private static Map<String, Object> initiator(SyncRequest request) {
        Map<String, Object> initiator = new LinkedHashMap<>();
        initiator.put("username", request.initiator());
        if (request.isAutomated()) {
            initiator.put("automated", true);
        }
        return initiator;
    }

    private void patch(String what, Application application, Map<String, Object> patch)
            throws ArgoCDException, InterruptedException {
        String text;
        try {
            text = JSON.writeValueAsString(patch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A patch of plain values is JSON", e);
        }
        call(
                what,
                client -> resource(client, application.namespace(), application.name())
                        .patch(PatchContext.of(PatchType.JSON_MERGE), text));
    }

    /** As Argo CD's own server does it. Who may sync but not write events does without. */
    private void announce(Application application, SyncRequest request) throws InterruptedException {
        try {
            call(
                    "writing an event",
                    client -> client.v1()
                            .events()
                            .inNamespace(application.namespace())
                            .resource(SyncEvents.started(application, request))
                            .create());
        } catch (ArgoCDException e) {
            LOGGER.log(Level.FINE, e, () -> "No event tells of the sync of " + application.key());
        }
    }

    private <T> T call(String what, Call<T> call) throws ArgoCDException, InterruptedException {
        try {
            return call.on(clients.get(access));
        } catch (KubernetesClientException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw KubernetesFailures.of(what, access, e);
        } catch (IOException e) {
            throw KubernetesFailures.of(what, e);
        }
    }

    private static Resource<GenericKubernetesResource> resource(
            KubernetesClient client, String namespace, String name) {
        return client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .withName(name);
    }

    @SuppressWarnings("unchecked")
    private static Application application(GenericKubernetesResource resource) {
        return Application.of(JSON.convertValue(resource, Map.class));
    }
}
