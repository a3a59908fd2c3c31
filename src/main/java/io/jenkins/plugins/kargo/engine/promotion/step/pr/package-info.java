/** The steps for pull requests, which the controller carries out without an agent. */
package io.jenkins.plugins.kargo.engine.promotion.step.pr;
