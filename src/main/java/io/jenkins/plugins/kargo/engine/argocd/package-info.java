/**
 * The gateway to Argo CD: its Applications, read and synced as resources of a Kubernetes cluster or through Argo CD's own
 * API. What an Application's fields mean is known here; what a promotion wants of them is not.
 */
package io.jenkins.plugins.kargo.engine.argocd;
