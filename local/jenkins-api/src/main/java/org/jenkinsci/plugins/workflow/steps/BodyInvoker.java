package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.LauncherDecorator;
import hudson.console.ConsoleLogFilter;
import java.util.Arrays;
import java.util.Collection;

public abstract class BodyInvoker {
    public abstract BodyInvoker withContext(Object override);

    public BodyInvoker withContexts(Object... overrides) {
        return withContexts(Arrays.asList(overrides));
    }

    public BodyInvoker withContexts(Collection<?> overrides) {
        for (Object override : overrides) {
            withContext(override);
        }
        return this;
    }

    public abstract BodyInvoker withDisplayName(@NonNull String name);

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();

    public static ConsoleLogFilter mergeConsoleLogFilters(
            @CheckForNull ConsoleLogFilter original, @NonNull ConsoleLogFilter subsequent) {
        return original == null ? subsequent : new MergedConsoleLogFilter(original, subsequent);
    }

    public static LauncherDecorator mergeLauncherDecorators(
            @CheckForNull LauncherDecorator original, @NonNull LauncherDecorator subsequent) {
        return original == null ? subsequent : new MergedLauncherDecorator(original, subsequent);
    }
}
