package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import java.util.Optional;

/** Whether who owns an Application has agreed to a stage changing it. */
final class Authorization {
    /** {@code project:stage}, several with commas. */
    static final String ANNOTATION = "kargo.akuity.io/authorized-stage";

    private Authorization() {}

    /** Why the stage may not, empty when it may. */
    static Optional<String> refusal(Application application, String project, String stage) {
        String value = application.annotations().get(ANNOTATION);
        if (value == null) {
            return Optional.of(denied(application, project, stage) + ": it has no annotation " + ANNOTATION);
        }
        for (String one : value.split(",")) {
            String[] parts = one.strip().split(":", 2);
            if (parts.length != 2) {
                return Optional.of("unable to parse value of annotation " + GoText.quoted(ANNOTATION) + " ("
                        + GoText.quoted(value) + ") on " + Names.of(application));
            }
            if (one.contains("*")) {
                return Optional.of(Names.of(application) + " has deprecated glob expression in annotation "
                        + GoText.quoted(ANNOTATION) + " (" + GoText.quoted(value) + ")");
            }
            if (parts[0].equals(project) && parts[1].equals(stage)) {
                return Optional.empty();
            }
        }
        return Optional.of(
                denied(application, project, stage) + ": its annotation " + ANNOTATION + " is " + GoText.quoted(value));
    }

    private static String denied(Application application, String project, String stage) {
        return Names.of(application) + " does not permit mutation by Kargo Stage " + stage + " in namespace " + project;
    }
}
