/** The steps that render and update Helm charts by the agent's own helm. */
package io.jenkins.plugins.kargo.engine.promotion.step.helm;
