package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code helm-template}: renders a chart into a file, or into a directory in one of two layouts. */
public final class HelmTemplateStep extends FileStep {
    public HelmTemplateStep() {
        super("helm-template");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        ChartInfo chart = context.workspace()
                .files(new PrepareChart(
                        config.text("path"),
                        config.text("outPath"),
                        new ArrayList<>(config.texts("valuesFiles")),
                        config.flag("ignoreMissingValueFiles")));
        if (config.flag("buildDependencies") && !chart.dependencies().isEmpty()) {
            new HelmDependencies(context, chart).build();
        }
        boolean flat = config.text("outLayout").equals("flat");
        boolean byHelm = !isFile(config.text("outPath")) && !flat;
        String rendered = render(context, arguments(context, config, chart, byHelm));
        if (!byHelm) {
            context.workspace()
                    .files(new WriteManifests(config.text("outPath"), isFile(config.text("outPath")), rendered));
        }
        return StepResult.succeeded();
    }

    private static String render(StepContext context, List<String> arguments)
            throws StepFailure, IOException, InterruptedException {
        try {
            return Helm.TOOL.run(context, arguments, Helm.environment());
        } catch (IOException e) {
            throw new IOException("failed to render chart: " + e.getMessage(), e);
        }
    }

    static boolean isFile(String outPath) {
        return outPath.endsWith(".yaml") || outPath.endsWith(".yml");
    }

    private static List<String> arguments(StepContext context, StepConfig config, ChartInfo chart, boolean byHelm) {
        List<String> arguments = new ArrayList<>(List.of("template", "--namespace"));
        arguments.add(config.text("namespace", context.promotion().project().name()));
        for (String file : chart.valuesFiles()) {
            arguments.addAll(List.of("--values", Helm.listed(file)));
        }
        for (StepConfig set : config.objects("setValues")) {
            arguments.addAll(List.of(
                    set.flag("literal") ? "--set-literal" : "--set", set.text("key") + '=' + set.text("value")));
        }
        Map.of("includeCRDs", "--include-crds", "disableHooks", "--no-hooks", "skipTests", "--skip-tests")
                .forEach((key, option) -> {
                    if (config.flag(key)) {
                        arguments.add(option);
                    }
                });
        if (!config.text("kubeVersion").isEmpty()) {
            arguments.addAll(List.of("--kube-version", config.text("kubeVersion")));
        }
        for (String version : config.texts("apiVersions")) {
            arguments.addAll(List.of("--api-versions", Helm.listed(version)));
        }
        if (byHelm) {
            arguments.addAll(List.of("--output-dir", chart.outPath()));
            if (config.flag("useReleaseName")) {
                arguments.add("--release-name");
            }
        }
        arguments.addAll(List.of("--", config.text("releaseName"), chart.path()));
        return arguments;
    }
}
