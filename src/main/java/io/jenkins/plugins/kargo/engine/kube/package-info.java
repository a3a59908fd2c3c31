/**
 * The gateway to Kubernetes clusters: kubeconfigs, read without running or opening what they name, and clients made from
 * them. The client library comes with the plugin kubernetes-client-api; without it only these classes cannot be used.
 */
package io.jenkins.plugins.kargo.engine.kube;
