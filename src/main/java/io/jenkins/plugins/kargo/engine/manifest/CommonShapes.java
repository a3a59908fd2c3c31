package io.jenkins.plugins.kargo.engine.manifest;

/** Shapes that several kinds share. */
final class CommonShapes {
    static final Shape NAME = Shape.text(Formats::name);
    static final Shape NON_EMPTY = Shape.text(Formats::nonEmpty);
    static final Shape DURATION = Shape.text(Formats::duration);
    static final Shape TEXTS = Shape.listOf(Shape.TEXT);
    static final Shape TEXT_MAP = Shape.mapOf(Shape.TEXT);

    static final Shape VARIABLES = Shape.listOf(
            Fields.none().required("name", Shape.text(Formats::variable)).optional("value", Shape.TEXT));

    /** Kubernetes' label selector. */
    static final Fields LABEL_SELECTOR = Fields.none()
            .optional("matchLabels", TEXT_MAP)
            .optional(
                    "matchExpressions",
                    Shape.listOf(Fields.none()
                            .required("key", NON_EMPTY)
                            .required("operator", Shape.oneOf("In", "NotIn", "Exists", "DoesNotExist"))
                            .optional("values", TEXTS)
                            .and(CommonShapes::checkValues)));

    /** Kubernetes' object metadata; what Kargo does not use is passed over. */
    static final Fields METADATA = Fields.none()
            .required("name", NON_EMPTY)
            .optional("namespace", NAME)
            .optional("labels", Shape.orNothing(TEXT_MAP))
            .optional("annotations", Shape.orNothing(TEXT_MAP))
            .optional("generateName", Shape.ANY)
            .optional("uid", Shape.ANY)
            .optional("resourceVersion", Shape.ANY)
            .optional("generation", Shape.ANY)
            .optional("creationTimestamp", Shape.ANY)
            .optional("deletionTimestamp", Shape.ANY)
            .optional("deletionGracePeriodSeconds", Shape.ANY)
            .optional("selfLink", Shape.ANY)
            .optional("ownerReferences", Shape.ANY)
            .optional("finalizers", Shape.ANY)
            .optional("managedFields", Shape.ANY);

    private CommonShapes() {}

    private static void checkValues(Value value, String path, Problems problems) {
        if (!(value instanceof Value.Mapping expression)) {
            return;
        }
        String operator = expression.text("operator");
        boolean empty = expression.list("values").isEmpty();
        if ((operator.equals("In") || operator.equals("NotIn")) && empty) {
            problems.error(expression.at(), path, "the operator " + operator + " needs values");
        }
        if ((operator.equals("Exists") || operator.equals("DoesNotExist")) && !empty) {
            problems.error(expression.at("values"), path + ".values", "the operator " + operator + " takes no values");
        }
    }

    /** The fields that every resource has; the reader of the kind adds its own. */
    static Fields resource() {
        return Fields.none()
                .required("apiVersion", Shape.TEXT)
                .required("kind", Shape.TEXT)
                .required("metadata", METADATA)
                .optional("status", Shape.ANY);
    }
}
