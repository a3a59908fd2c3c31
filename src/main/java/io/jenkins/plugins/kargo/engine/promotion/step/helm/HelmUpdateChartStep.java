package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.ChartInfo.Dependency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code helm-update-chart}: sets and updates a chart's dependencies; output {@code commitMessage} lists the changes. */
public final class HelmUpdateChartStep extends FileStep {
    public HelmUpdateChartStep() {
        super("helm-update-chart");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String path = config.text("path");
        ArrayList<Dependency> wanted = new ArrayList<>();
        for (StepConfig chart : config.objects("charts")) {
            wanted.add(new Dependency(chart.text("name"), chart.text("repository"), chart.text("version")));
        }
        PrepareChartUpdate.Prepared prepared = context.workspace().files(new PrepareChartUpdate(path, wanted));
        new HelmDependencies(context, prepared.chart()).update();
        List<String> changes = context.workspace().files(new FinishChartUpdate(path, prepared));
        if (changes.isEmpty()) {
            return StepResult.succeeded();
        }
        String message = "Updated chart dependencies for " + path + "\n\n- " + String.join("\n- ", changes);
        return StepResult.succeeded(Map.of("commitMessage", message));
    }
}
