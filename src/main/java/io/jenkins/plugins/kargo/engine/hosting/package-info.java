/**
 * The gateway to git hosting services: pull requests of GitHub, GitLab, Gitea and Forgejo, Azure DevOps, Bitbucket Cloud and
 * Bitbucket Data Center, behind one interface.
 */
package io.jenkins.plugins.kargo.engine.hosting;
