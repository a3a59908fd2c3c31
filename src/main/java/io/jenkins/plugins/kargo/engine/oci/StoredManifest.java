package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A manifest with the bytes that its digest is of. */
record StoredManifest(@NonNull Manifest manifest, @NonNull byte[] bytes) {}
