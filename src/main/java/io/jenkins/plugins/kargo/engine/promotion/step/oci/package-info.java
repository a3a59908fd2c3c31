/** The steps that read from and write to registries. */
package io.jenkins.plugins.kargo.engine.promotion.step.oci;
