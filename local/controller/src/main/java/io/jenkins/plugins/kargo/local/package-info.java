/**
 * A small stand-in for a Jenkins controller: it runs Jenkinsfiles with the plugin's real classes and serves its page, so
 * that the plugin can be tried and tested with Maven Central alone. It is no Jenkins: one node, no plugins, no forms.
 */
package io.jenkins.plugins.kargo.local;
