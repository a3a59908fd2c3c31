package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/** A stage's {@code verification}: the analysis templates to run after a promotion, and their arguments. */
public record Verification(
        @NonNull List<TemplateReference> analysisTemplates,
        @NonNull Map<String, String> labels,
        @NonNull Map<String, String> annotations,
        @NonNull List<Variable> args) {
    public Verification {
        analysisTemplates = Values.list(analysisTemplates);
        labels = Values.map(labels);
        annotations = Values.map(annotations);
        args = Values.list(args);
    }

    /** @param kind AnalysisTemplate or ClusterAnalysisTemplate */
    public record TemplateReference(
            @NonNull String name, @NonNull String kind) {}
}
