/** The steps that set images in kustomizations and render them by the agent's kustomize or kubectl. */
package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;
