/** The steps that work on git repositories: clone, clear, commit, tag, push. */
package io.jenkins.plugins.kargo.engine.promotion.step.git;
