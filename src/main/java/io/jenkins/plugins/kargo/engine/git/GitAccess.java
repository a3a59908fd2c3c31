package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.Serializable;

/**
 * What git may answer when a remote asks who we are.
 *
 * @param url the remote that the credential was looked up for; no other host gets it, redirects and submodules included
 */
public record GitAccess(@NonNull String url, @NonNull Credential credential) implements Serializable {}
