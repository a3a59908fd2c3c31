package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;

/** How messages name an Application: in Kargo's words. */
final class Names {
    private Names() {}

    static String of(Application application) {
        return of(application.namespace(), application.name());
    }

    static String of(String namespace, String name) {
        return "Argo CD Application " + GoText.quoted(name) + " in namespace " + GoText.quoted(namespace);
    }
}
