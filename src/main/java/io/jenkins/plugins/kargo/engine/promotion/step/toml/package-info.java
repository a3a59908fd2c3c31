/** The steps that work on TOML files, and a reader of TOML 1.1 that knows where each value stands. */
package io.jenkins.plugins.kargo.engine.promotion.step.toml;
