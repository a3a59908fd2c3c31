/**
 * Does the plugin's bytecode, compiled against our own slice of the Jenkins API, link on a real controller? Answered
 * from a record of the public and protected members of Jenkins 2.528.3 and its plugins.
 */
package io.jenkins.plugins.kargo.local.linkage;
