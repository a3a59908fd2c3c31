package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Several git commands that belong together, run in one round trip on the machine that has the work dir. */
@FunctionalInterface
public interface GitOperation<T extends Serializable> extends Serializable {
    /** @throws GitException when git refuses, with its own words, secrets masked */
    T run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException, GitException;
}
