package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reads the manifests, stores them when the build may, and makes Freight. Everything in it may be done again. */
final class WarehouseExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;

    private final WarehouseArguments arguments;

    WarehouseExecution(@NonNull StepContext context, @NonNull WarehouseArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    protected Next turn() throws Exception {
        BuildManifests.Found found = BuildManifests.find(getContext(), arguments.project(), arguments.config());
        WarehouseRound.Result result =
                new WarehouseRound(getContext(), found).look(arguments.warehouse(), arguments.artifacts());
        if (!result.failures().isEmpty()) {
            throw new AbortException(String.join("\n", result.failures()));
        }
        ArrayList<LinkedHashMap<String, Object>> results = result.results();
        return new Next.Done(results.size() == 1 ? results.get(0) : results);
    }
}
