/**
 * Reading remotes on the controller: bare mirrors kept by JGit, one for each remote and credential, without blobs. Nothing
 * here runs a program or checks files out.
 */
package io.jenkins.plugins.kargo.engine.git.mirror;
