/** Git subscriptions: commits of a branch, or of tags. */
package io.jenkins.plugins.kargo.engine.discovery.git;
