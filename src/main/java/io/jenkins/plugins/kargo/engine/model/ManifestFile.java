package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/** A YAML file as it was read: path relative to the checkout, for messages, and its text. */
public record ManifestFile(@NonNull String path, @NonNull String text) implements Serializable {}
