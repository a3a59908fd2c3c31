/**
 * The steps that work on YAML files, and an editor that changes values in YAML text and leaves every other byte as it is.
 */
package io.jenkins.plugins.kargo.engine.promotion.step.yaml;
