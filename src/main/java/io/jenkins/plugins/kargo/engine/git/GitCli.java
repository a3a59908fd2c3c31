package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The git command line on this machine. */
public interface GitCli {
    /**
     * @param directory where to run, absolute
     * @param credential for commands that talk to a remote; handed over by owner-only temporary files, never in
     *     arguments, URLs or configuration; null for none
     * @return standard output
     */
    @NonNull
    String run(@NonNull Path directory, @CheckForNull Credential credential, @NonNull List<String> arguments)
            throws IOException, InterruptedException;
}
