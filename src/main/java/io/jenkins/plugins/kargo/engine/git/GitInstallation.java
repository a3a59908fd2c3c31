package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The git of a machine and how to use it: the administrator's choice, never a project's.
 *
 * @param executable a path, or a name to be found on PATH
 * @param environment added to the machine's own, such as the block's {@code withEnv}
 * @param sshOptions the host key policy, such as {@code -o UserKnownHostsFile=…}, as arguments of ssh
 * @param timeout for each command; git itself gives up on a transfer that stalls for 30 seconds
 */
public record GitInstallation(
        @NonNull String executable,
        @NonNull Map<String, String> environment,
        @NonNull List<String> sshOptions,
        @NonNull Duration timeout)
        implements Serializable {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    public GitInstallation {
        environment = Map.copyOf(environment);
        sshOptions = List.copyOf(sshOptions);
    }

    /** {@code git} from PATH, which accepts hosts that its user's known_hosts file has and no others. */
    @NonNull
    public static GitInstallation onPath() {
        return new GitInstallation("git", Map.of(), List.of("-o", "StrictHostKeyChecking=yes"), DEFAULT_TIMEOUT);
    }
}
