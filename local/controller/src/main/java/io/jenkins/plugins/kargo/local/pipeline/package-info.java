/**
 * Runs a Jenkinsfile: Groovy on one thread for each branch, with the plugin's real Step classes. Nothing survives the
 * process; resuming a Pipeline is proved on a real controller.
 */
package io.jenkins.plugins.kargo.local.pipeline;
