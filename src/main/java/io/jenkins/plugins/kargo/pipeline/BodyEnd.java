package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * How a step's block ended.
 *
 * @param kept what {@link BackgroundExecution#keep} made of its value
 * @param failure null when it did not fail
 */
public record BodyEnd(
        @CheckForNull Serializable kept, @CheckForNull Throwable failure) implements Serializable {}
