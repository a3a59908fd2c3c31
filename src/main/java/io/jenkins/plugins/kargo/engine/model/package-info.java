/**
 * Kargo's resources and the plugin's records about them as immutable values. Invariants are checked in constructors;
 * nothing here reads files, clocks or networks. Collections are unmodifiable and never null; a component that may be
 * null says so with {@code @CheckForNull}. Times are UTC instants.
 */
package io.jenkins.plugins.kargo.engine.model;
