/** The step that runs a shell script on the agent. */
package io.jenkins.plugins.kargo.engine.promotion.step.script;
