package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Tool;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kustomize-build}: renders a kustomization, by kustomize or, where that is missing, by kubectl. */
public final class KustomizeBuildStep extends FileStep {
    private static final String INSTALL = "install kustomize 5 or kubectl 1.27 or newer there, or run the step in a "
            + "container that has one of them";
    private static final Tool KUSTOMIZE = new Tool("kustomize", INSTALL);
    private static final Tool KUBECTL = new Tool("kubectl", INSTALL);

    public KustomizeBuildStep() {
        super("kustomize-build");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String outPath = config.text("outPath");
        boolean oneFile = outPath.endsWith(".yaml") || outPath.endsWith(".yml");
        boolean divide = !oneFile && config.text("outputFormat", "kargo").equals("kargo");
        String scratch =
                divide ? WorkPaths.RESERVED + "/kustomize/" + context.step().as() + ".yaml" : "";
        PrepareBuild.Paths paths =
                context.workspace().files(new PrepareBuild(config.text("path"), outPath, oneFile, scratch));
        build(context, options(config, paths));
        if (divide) {
            context.workspace().files(new DivideBuild(scratch, outPath));
        }
        return StepResult.succeeded();
    }

    private static List<String> options(StepConfig config, PrepareBuild.Paths paths) {
        List<String> options = new ArrayList<>(
                List.of("--load-restrictor", "LoadRestrictionsNone", "--enable-helm", "--output", paths.target()));
        StepConfig helm =
                config.object("plugin").flatMap(plugin -> plugin.object("helm")).orElse(new StepConfig(Map.of()));
        for (String version : helm.texts("apiVersions")) {
            options.addAll(List.of("--helm-api-versions", version));
        }
        if (!helm.text("kubeVersion").isEmpty()) {
            options.addAll(List.of("--helm-kube-version", helm.text("kubeVersion")));
        }
        options.add(paths.source());
        return options;
    }

    private static void build(StepContext context, List<String> options)
            throws StepFailure, IOException, InterruptedException {
        Tool tool = KUSTOMIZE;
        List<String> arguments = command("build", options);
        ExecResult result = tool.start(context, arguments, Map.of());
        if (result.notFound()) {
            tool = KUBECTL;
            arguments = command("kustomize", options);
            result = tool.start(context, arguments, Map.of());
        }
        if (result.notFound()) {
            throw new StepFailure("kustomize-build needs kustomize or kubectl, and neither is on "
                    + Tool.searched(context, result) + ": " + INSTALL);
        }
        try {
            tool.output(context, arguments, result);
        } catch (IOException e) {
            boolean helm4 = String.valueOf(e.getMessage()).contains("unknown shorthand flag: 'c'");
            String hint =
                    helm4 ? " (this version inflates charts with Helm 3 only, and the agent's helm is newer)" : "";
            throw new IOException(e.getMessage() + hint, e);
        }
    }

    private static List<String> command(String name, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(name);
        command.addAll(options);
        return command;
    }
}
