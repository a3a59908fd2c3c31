/** {@code argocd-update} and {@code argocd-wait}. What is to be done is decided by pure functions of an Application. */
package io.jenkins.plugins.kargo.engine.promotion.step.argocd;
