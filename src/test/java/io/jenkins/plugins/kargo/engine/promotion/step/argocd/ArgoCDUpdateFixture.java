package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.util.Map;

/** An Argo CD without Applications, and the step {@code argocd-update} of the stage {@code test}. */
final class ArgoCDUpdateFixture implements AutoCloseable {
    static final String REPO = "https://git.example.com/guestbook.git";
    static final String PROMOTION = "test.01j2w7.abcdef1";
    private static final ObjectMapper JSON = new ObjectMapper();

    final ArgoCDDouble argo = ArgoCDDouble.start();
    final StepFixture steps = new StepFixture(PROMOTION).argoCD(argo.access());
    final ArgoCDUpdateStep step = stepWithin(NetworkPolicy.LOOPBACK);

    static ArgoCDUpdateStep stepWithin(NetworkPolicy policy) {
        HttpGateway http = new HttpGateway(HttpSettings.of(policy));
        return new ArgoCDUpdateStep(new ArgoCDs(() -> http));
    }

    /** @param app in YAML's short form of JSON */
    StepResult run(String app) throws Exception {
        return steps.run(step, config(app));
    }

    /** @param app in YAML's short form of JSON */
    @SuppressWarnings("unchecked")
    static Map<String, Object> config(String app) throws IOException {
        return JSON.readValue("{\"apps\": [" + app.replace('\'', '"') + "]}", Map.class);
    }

    /** The Application {@code guestbook} at this revision of {@link #REPO}. */
    static String desire(String revision) {
        return "{'name': 'guestbook', 'sources': [{'repoURL': '" + REPO + "', 'desiredRevision': '" + revision + "'}]}";
    }

    /** How many changes were asked for, those that met a conflict among them. */
    long patches() {
        return argo.server().requests().stream()
                .filter(line -> line.startsWith("PATCH"))
                .count();
    }

    static ObjectNode annotations(ObjectNode application) {
        return application.withObject("metadata").withObject("annotations");
    }

    @Override
    public void close() {
        argo.close();
    }
}
