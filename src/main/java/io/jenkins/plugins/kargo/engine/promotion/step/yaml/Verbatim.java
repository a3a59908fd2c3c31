package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A scalar that is not text, as it was written: {@code 1.10} stays {@code 1.10}. Or a value with its tag. */
record Verbatim(@NonNull String text) {}
