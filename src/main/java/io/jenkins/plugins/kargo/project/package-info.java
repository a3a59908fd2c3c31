/**
 * Who owns a project: declarations, trust, the runner job and what happens when items are renamed or deleted. Deciding
 * is pure ({@link io.jenkins.plugins.kargo.project.Trust}); the classes around it collect facts from Jenkins.
 */
package io.jenkins.plugins.kargo.project;
