package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run in the work dir. Secrets never stand in the arguments.
 *
 * @param directory relative to the work dir, empty for the work dir itself
 * @param environment added to the block's environment
 * @param stdoutLimit most bytes of standard output that are kept; more is an error
 */
public record Command(
        @NonNull List<String> arguments,
        @NonNull String directory,
        @NonNull Map<String, String> environment,
        @NonNull Duration timeout,
        int stdoutLimit) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final int DEFAULT_STDOUT_LIMIT = 32 << 20;

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    @NonNull
    public static Command of(@NonNull String... arguments) {
        return new Command(List.of(arguments), "", Map.of(), DEFAULT_TIMEOUT, DEFAULT_STDOUT_LIMIT);
    }
}
