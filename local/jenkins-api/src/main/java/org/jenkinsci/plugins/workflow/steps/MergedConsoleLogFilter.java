package org.jenkinsci.plugins.workflow.steps;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Two filters in a row, the newer one nearer to the writer. */
final class MergedConsoleLogFilter extends ConsoleLogFilter implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ConsoleLogFilter original;
    private final ConsoleLogFilter subsequent;

    MergedConsoleLogFilter(ConsoleLogFilter original, ConsoleLogFilter subsequent) {
        this.original = original;
        this.subsequent = subsequent;
    }

    @Override
    public OutputStream decorateLogger(Run build, OutputStream logger) throws IOException, InterruptedException {
        return subsequent.decorateLogger(build, original.decorateLogger(build, logger));
    }
}
