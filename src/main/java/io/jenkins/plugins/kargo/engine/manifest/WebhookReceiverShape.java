package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.List;

/** A webhook receiver: a name and exactly one type. */
final class WebhookReceiverShape {
    private static final List<String> SIMPLE =
            List.of("azure", "bitbucket", "dockerhub", "gitea", "github", "gitlab", "harbor", "quay");

    private static final Shape SECRET = Fields.none().optional("name", Shape.TEXT);

    private static final Shape ACTION = Fields.none()
            .required("action", Shape.oneOf("Refresh"))
            .optional("parameters", CommonShapes.TEXT_MAP)
            .optional("whenExpression", Shape.TEXT)
            .optional(
                    "targetSelectionCriteria",
                    Shape.nonEmptyListOf(Fields.none()
                            .required("kind", Shape.oneOf(Kinds.WAREHOUSE))
                            .optional("name", Shape.TEXT)
                            .optional("labelSelector", CommonShapes.LABEL_SELECTOR)
                            .optional(
                                    "indexSelector",
                                    Fields.none()
                                            .optional(
                                                    "matchIndices",
                                                    Shape.nonEmptyListOf(Fields.none()
                                                            .required(
                                                                    "key",
                                                                    Shape.oneOf("subscribedURLs", "receiverPaths"))
                                                            .required("operator", Shape.oneOf("Equals", "NotEquals"))
                                                            .required("value", Shape.TEXT))))));

    static final Shape SHAPE = fields().and(WebhookReceiverShape::checkType);

    private WebhookReceiverShape() {}

    private static Fields fields() {
        Fields withSecret = Fields.none().required("secretRef", SECRET);
        Fields receiver = Fields.none()
                .required("name", CommonShapes.NAME)
                .optional("artifactory", withSecret.optional("virtualRepoName", Shape.TEXT))
                .optional("generic", withSecret.optional("actions", Shape.nonEmptyListOf(ACTION)));
        for (String type : SIMPLE) {
            receiver = receiver.optional(type, withSecret);
        }
        return receiver;
    }

    private static void checkType(Value value, String path, Problems problems) {
        if (value instanceof Mapping receiver) {
            long types = receiver.members().keySet().stream()
                    .filter(key -> !key.equals("name"))
                    .count();
            if (types != 1) {
                problems.error(receiver.at(), path, "must have exactly one type such as github; found " + types);
            }
        }
    }
}
