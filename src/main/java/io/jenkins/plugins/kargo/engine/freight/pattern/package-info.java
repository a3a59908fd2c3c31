/** Kargo's patterns for names (stages) and paths (changed files): exact, base directory, {@code glob:}, {@code regex:}. */
package io.jenkins.plugins.kargo.engine.freight.pattern;
