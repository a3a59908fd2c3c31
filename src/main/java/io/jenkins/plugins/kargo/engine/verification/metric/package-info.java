/** The ways to measure, one class for each provider of Argo Rollouts' analysis templates. */
package io.jenkins.plugins.kargo.engine.verification.metric;
