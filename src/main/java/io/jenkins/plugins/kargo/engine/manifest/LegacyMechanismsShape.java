package io.jenkins.plugins.kargo.engine.manifest;

/** The fields of {@code promotionMechanisms} in Kargo v0.9, the last version that had it. */
final class LegacyMechanismsShape {
    private static final Shape ORIGIN =
            Fields.none().required("kind", Shape.oneOf(Kinds.WAREHOUSE)).required("name", CommonShapes.NAME);

    private static final Shape PATH = CommonShapes.NON_EMPTY;

    private static final Shape PULL_REQUEST =
            Fields.none().optional("github", Shape.MAPPING).optional("gitlab", Shape.MAPPING);

    private static final Shape RENDER = withOrigin()
            .optional(
                    "images",
                    Shape.listOf(withOrigin()
                            .required("image", CommonShapes.NON_EMPTY)
                            .optional("useDigest", Shape.FLAG)));

    private static final Shape KUSTOMIZE = withOrigin()
            .required(
                    "images",
                    Shape.nonEmptyListOf(withOrigin()
                            .required("image", CommonShapes.NON_EMPTY)
                            .required("path", PATH)
                            .optional("useDigest", Shape.FLAG)));

    private static final Shape HELM = withOrigin()
            .optional(
                    "images",
                    Shape.listOf(withOrigin()
                            .required("image", CommonShapes.NON_EMPTY)
                            .required("valuesFilePath", PATH)
                            .required("key", CommonShapes.NON_EMPTY)
                            .required("value", Shape.oneOf(Expressions.IMAGE_PARTS))))
            .optional(
                    "charts",
                    Shape.listOf(withOrigin()
                            .required("repository", CommonShapes.NON_EMPTY)
                            .required("name", CommonShapes.NON_EMPTY)
                            .required("chartPath", PATH)));

    private static final Shape GIT_REPO_UPDATE = withOrigin()
            .required("repoURL", Shape.text(Formats::gitUrl))
            .required("writeBranch", Shape.text(Formats::branch))
            .optional("readBranch", Shape.text(Formats::branch))
            .optional("insecureSkipTLSVerify", Shape.FLAG)
            .optional("pullRequest", PULL_REQUEST)
            .optional("render", RENDER)
            .optional("kustomize", KUSTOMIZE)
            .optional("helm", HELM);

    private static final Shape SOURCE_UPDATE = withOrigin()
            .required("repoURL", CommonShapes.NON_EMPTY)
            .optional("chart", Shape.TEXT)
            .optional("updateTargetRevision", Shape.FLAG)
            .optional(
                    "kustomize",
                    withOrigin()
                            .required(
                                    "images",
                                    Shape.nonEmptyListOf(withOrigin()
                                            .required("image", CommonShapes.NON_EMPTY)
                                            .optional("useDigest", Shape.FLAG))))
            .optional(
                    "helm",
                    withOrigin()
                            .required(
                                    "images",
                                    Shape.nonEmptyListOf(withOrigin()
                                            .required("image", CommonShapes.NON_EMPTY)
                                            .required("key", CommonShapes.NON_EMPTY)
                                            .required("value", Shape.oneOf(Expressions.IMAGE_PARTS)))));

    private static final Shape APP_UPDATE = withOrigin()
            .required("appName", CommonShapes.NON_EMPTY)
            .optional("appNamespace", Shape.TEXT)
            .optional("sourceUpdates", Shape.listOf(SOURCE_UPDATE));

    static final Shape SHAPE = withOrigin()
            .optional("gitRepoUpdates", Shape.listOf(GIT_REPO_UPDATE))
            .optional("argoCDAppUpdates", Shape.listOf(APP_UPDATE));

    private LegacyMechanismsShape() {}

    private static Fields withOrigin() {
        return Fields.none().optional("origin", ORIGIN);
    }
}
