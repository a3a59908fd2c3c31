package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Tool;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.util.Map;

/** The agent's helm, version 3 or 4, with caches and settings of its own below the work dir. */
final class Helm {
    static final Tool TOOL = new Tool(
            "helm",
            "install Helm 3 or 4 there, add it with withEnv or a tool, or run the step in a container that has it");

    /** Below the work dir. */
    static final String HOME = WorkPaths.RESERVED + "/helm";

    static final String REPOSITORIES = HOME + "/repositories.yaml";
    static final String REGISTRY = HOME + "/registry.json";

    private Helm() {}

    /** Nobody's settings, repositories or clusters on the agent have a say in what is rendered. */
    @NonNull
    static Map<String, String> environment() {
        return Map.of(
                "HELM_CACHE_HOME", HOME + "/cache",
                "HELM_CONFIG_HOME", HOME + "/config",
                "HELM_DATA_HOME", HOME + "/data",
                "HELM_REPOSITORY_CONFIG", REPOSITORIES,
                "HELM_REPOSITORY_CACHE", HOME + "/cache/repository",
                "HELM_REGISTRY_CONFIG", REGISTRY,
                "KUBECONFIG", HOME + "/no-cluster");
    }

    /** An element of one of helm's comma-separated options. */
    @NonNull
    static String listed(@NonNull String value) {
        return value.contains(",") || value.contains("\"") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
