/**
 * Verifications: what follows a successful promotion. A body in a Jenkinsfile settles one, or an analysis in the manner of
 * Argo Rollouts, whose state is stored after every measurement so that it goes on after a restart.
 */
package io.jenkins.plugins.kargo.engine.verification;
