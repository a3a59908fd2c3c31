package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.security.PublicKey;

/** Decides whether an SSH server is who it should be. */
@FunctionalInterface
public interface HostKeyPolicy {
    /** Knows nobody: SSH is off until an administrator says how servers are recognised. */
    HostKeyPolicy NONE = (host, port, key) -> false;

    /** @return false to refuse the connection */
    boolean accepts(@NonNull String host, int port, @NonNull PublicKey key);
}
