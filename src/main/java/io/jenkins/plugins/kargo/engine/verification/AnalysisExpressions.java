package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.util.List;
import java.util.Map;

/** Evaluates what templates and stages write as expressions. */
interface AnalysisExpressions {
    /** The stage's verification arguments. @throws AnalysisException also when a value is no string */
    Map<String, String> stageArguments(VerificationRecord verification, Stage stage, Configuration configuration)
            throws AnalysisException;

    /**
     * The values of the arguments, those of {@code valueFrom} looked up.
     *
     * @throws AnalysisException when a value is not to be had
     */
    Resolved resolve(VerificationRecord verification, List<Argument> arguments) throws AnalysisException;

    /** Judges a measured value by the conditions of its metric. */
    MetricProvider.Judgement judge(MetricSpec metric, Object value);

    /** @param secrets values that must not show anywhere */
    record Resolved(Map<String, String> values, List<String> secrets) {}
}
