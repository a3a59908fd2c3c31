package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The git command line on this machine. Calls block and end early when their thread is interrupted. */
public interface GitCli {
    /**
     * @param directory where to run, absolute
     * @param access for commands that talk to a remote; handed over by owner-only temporary files, never in arguments,
     *     URLs or configuration; null for none
     * @param arguments without secrets; text that comes from YAML has been through {@link GitNames}
     * @param environment added for this command
     * @return standard output
     * @throws GitException when git ends with an error, in its own words, secrets masked
     */
    @NonNull
    String run(
            @NonNull Path directory,
            @CheckForNull GitAccess access,
            @NonNull List<String> arguments,
            @NonNull Map<String, String> environment)
            throws IOException, InterruptedException;

    /** As above, for a command without remote and environment. */
    @NonNull
    default String run(@NonNull Path directory, @NonNull String... arguments) throws IOException, InterruptedException {
        return run(directory, null, List.of(arguments), Map.of());
    }

    /** As above, for a command that talks to a remote. */
    @NonNull
    default String run(@NonNull Path directory, @CheckForNull GitAccess access, @NonNull String... arguments)
            throws IOException, InterruptedException {
        return run(directory, access, List.of(arguments), Map.of());
    }

    /**
     * This git, signing every commit it makes; tags where {@code tag --sign} says so. Close it to remove the key from
     * this machine.
     *
     * @throws GitException when the key or the program that signs cannot be used
     */
    @NonNull
    SigningGit signing(@NonNull SigningKey key) throws IOException, InterruptedException;
}
