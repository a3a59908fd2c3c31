package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which Applications an entry of {@code apps} means.
 *
 * @param namespace never empty
 * @param name empty when they are selected
 * @param selector labels as Kubernetes writes them, empty when there is a name
 */
record AppReference(String namespace, String name, String selector) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    static AppReference of(StepConfig app, String defaultNamespace) throws StepFailure {
        String namespace = checked("namespace", app.text("namespace", defaultNamespace));
        Optional<StepConfig> selector = app.object("selector");
        return selector.isPresent()
                ? new AppReference(namespace, "", LabelQuery.of(selector.get()))
                : new AppReference(namespace, checked("name", app.text("name")), "");
    }

    /** It becomes a part of URLs. */
    private static String checked(String key, String value) throws StepFailure {
        if (!NAME.matcher(value).matches() || value.contains("..")) {
            throw new StepFailure(GoText.quoted(value) + " cannot be the " + key + " of an Argo CD Application");
        }
        return value;
    }

    boolean isSelector() {
        return name.isEmpty();
    }

    /** At least one. @throws IOException when there is none */
    List<Application> find(ArgoCD argo) throws IOException, InterruptedException {
        if (!isSelector()) {
            return List.of(argo.find(namespace, name)
                    .orElseThrow(() -> new IOException("unable to find " + Names.of(namespace, name))));
        }
        List<Application> found = argo.list(namespace, selector);
        if (found.isEmpty()) {
            throw new IOException("no Argo CD Applications found matching selector in namespace "
                    + GoText.quoted(namespace) + " (" + selector + ")");
        }
        return found;
    }

    String describe() {
        return isSelector()
                ? "the Argo CD Applications in namespace " + GoText.quoted(namespace) + " with " + selector
                : Names.of(namespace, name);
    }
}
