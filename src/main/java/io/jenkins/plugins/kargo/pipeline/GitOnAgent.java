package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.plugins.git.GitTool;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.git.ProcessGitCli;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.AbstractCliGitHostKeyVerifier;

/**
 * The git of an agent as the administrator configured it: the default Git tool and git-client's host key policy. It
 * travels to the agent, where it becomes a command line.
 */
final class GitOnAgent implements Serializable {
    private static final long serialVersionUID = 1;

    /** Names that stand for JGit in a Git tool; what we run is always the command line. */
    private static final Pattern JGIT = Pattern.compile("jgit(apache)?");

    private static final Pattern OPTION = Pattern.compile("-o\\s+([A-Za-z]+)=(\\S.*?)(?=\\s+-o\\s|\\s*$)");

    private final String executable;
    private final AbstractCliGitHostKeyVerifier hostKeys;

    GitOnAgent(String executable, AbstractCliGitHostKeyVerifier hostKeys) {
        this.executable = executable;
        this.hostKeys = hostKeys;
    }

    /** @param node null when unknown: the tool's own path is taken then */
    @NonNull
    static GitOnAgent of(@CheckForNull Node node, @NonNull EnvVars environment, @NonNull TaskListener listener)
            throws IOException, InterruptedException {
        GitTool tool = GitTool.getDefaultInstallation();
        if (tool != null && node != null) {
            tool = tool.forNode(node, listener);
        }
        String executable =
                tool == null ? null : tool.forEnvironment(environment).getGitExe();
        boolean usable = executable != null
                && !executable.isBlank()
                && !JGIT.matcher(executable).matches();
        return new GitOnAgent(
                usable ? executable : "git",
                // It would tell the build log about SSH with every command, also where nobody uses SSH.
                GitHostKeyVerificationConfiguration.get()
                        .getSshHostKeyVerificationStrategy()
                        .getVerifier()
                        .forCliGit(TaskListener.NULL));
    }

    /** What runs git, and takes away what it needed for that. */
    @FunctionalInterface
    interface Use<T> {
        T with(GitCli git) throws IOException, InterruptedException;
    }

    /** @param temporary where secrets and host keys lie meanwhile, owner-only; created when missing */
    <T> T use(@NonNull Path temporary, @NonNull Use<T> use) throws IOException, InterruptedException {
        Files.createDirectories(temporary);
        Path knownHosts = Files.createTempFile(temporary, "known_hosts", "");
        try {
            List<String> ssh = sshOptions(hostKeys.getVerifyHostKeyOption(knownHosts), File.separatorChar == '\\');
            GitInstallation installation =
                    new GitInstallation(executable, Map.of(), ssh, GitInstallation.DEFAULT_TIMEOUT);
            return use.with(new ProcessGitCli(installation, temporary));
        } finally {
            Files.deleteIfExists(knownHosts);
        }
    }

    /** git-client's policy is text for a shell; what is wanted here are arguments. */
    static List<String> sshOptions(String text, boolean windows) {
        List<String> options = new ArrayList<>();
        Matcher matcher = OPTION.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(2).replaceAll(windows ? "\"" : "[\"\\\\]", "");
            options.add("-o");
            options.add(matcher.group(1) + '=' + (value.indexOf(' ') >= 0 ? '"' + value + '"' : value));
        }
        return options;
    }
}
