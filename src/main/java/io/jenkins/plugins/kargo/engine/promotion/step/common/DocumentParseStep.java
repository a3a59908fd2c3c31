package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a file of the work dir as a document and evaluates expressions over it; their values are the step's output. */
public abstract class DocumentParseStep extends FileStep {
    private final String format;

    /** @param format for messages, such as YAML */
    protected DocumentParseStep(@NonNull String name, @NonNull String format) {
        super(name);
        this.format = format;
    }

    /** @return plain values; @throws IOException when the text is not of the format */
    @CheckForNull
    protected abstract Object parse(@NonNull String text) throws IOException;

    @Override
    @NonNull
    public final StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String path = config.text("path");
        String text = context.workspace().files(new Read(path));
        if (text.isEmpty()) {
            throw new IOException("could not parse empty " + format + " file: \"" + path + '"');
        }
        Object document;
        try {
            document = parse(text);
        } catch (IOException e) {
            throw new IOException("could not parse " + format + " file \"" + path + "\": " + e.getMessage(), e);
        }
        Environment environment = Environment.ofDocument(document).withClock(context.clock());
        Map<String, Object> output = new LinkedHashMap<>();
        for (StepConfig entry : config.objects("outputs")) {
            String expression = entry.text("fromExpression");
            try {
                output.put(
                        entry.text("name"),
                        PlainOutput.of(Expression.parse(expression).evaluate(environment)));
            } catch (ExpressionException e) {
                throw new IOException(
                        "failed to extract outputs: error evaluating expression \"" + expression + "\": "
                                + e.getMessage(),
                        e);
            }
        }
        return StepResult.succeeded(output);
    }

    public record Read(@NonNull String path) implements Workspace.FileOperation<String> {
        @Override
        public String run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            return TextFiles.read(WorkPaths.resolve(workDir, path), path);
        }
    }
}
