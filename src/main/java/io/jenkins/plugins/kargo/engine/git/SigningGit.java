package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A git that signs the commits it makes and trusts that signature. The key lies in a directory that only its user may
 * enter, until this is closed.
 */
public final class SigningGit implements GitCli, AutoCloseable {
    private final GitCli git;
    private final SigningFiles files;

    SigningGit(GitCli git, SigningFiles files) {
        this.git = git;
        this.files = files;
    }

    @Override
    @NonNull
    public String run(
            @NonNull Path directory,
            @CheckForNull GitAccess access,
            @NonNull List<String> arguments,
            @NonNull Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (String setting : files.settings()) {
            all.add("-c");
            all.add(setting);
        }
        all.addAll(arguments);
        return git.run(directory, access, all, environment);
    }

    @Override
    @NonNull
    public SigningGit signing(@NonNull SigningKey key) throws IOException, InterruptedException {
        return git.signing(key);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
