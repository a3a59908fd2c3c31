/** The gateway to git: the command line beside the files on an agent, JGit on the controller for reading remotes. */
package io.jenkins.plugins.kargo.engine.git;
