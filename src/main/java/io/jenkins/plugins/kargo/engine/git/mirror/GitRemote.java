package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;

/** A repository as one caller may read it. @param credential the caller's own, null for anonymous access */
public record GitRemote(@NonNull String url, @CheckForNull Credential credential, boolean insecureSkipTLSVerify) {}
