package io.jenkins.plugins.kargo.local;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.git.ProcessGitCli;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the git plugin does for {@code checkout scm} and {@code git url: …}: one branch, one credential. */
public final class ScmCheckout {
    private ScmCheckout() {}

    /** The setup's definition as the arguments of {@code checkout}. */
    static Map<String, Object> arguments(Setup.Scm scm) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("url", scm.url());
        arguments.put("branch", scm.branch());
        arguments.put("credentialsId", scm.credentialsId());
        return arguments;
    }

    /** Brings the branch into the workspace. @return GIT_COMMIT, GIT_BRANCH and GIT_URL as the real step does */
    public static Map<String, String> checkout(Map<?, ?> arguments, FilePath workspace, Run<?, ?> run)
            throws IOException, InterruptedException {
        String url = (String) arguments.get("url");
        String branch = arguments.get("branch") == null ? "master" : (String) arguments.get("branch");
        workspace.mkdirs();
        Path directory = Path.of(workspace.getRemote());
        GitCli git =
                new ProcessGitCli(GitInstallation.onPath(), directory.resolveSibling(directory.getFileName() + "@tmp"));
        GitAccess access = access(url, (String) arguments.get("credentialsId"), run);
        if (!Files.isDirectory(directory.resolve(".git"))) {
            git.run(directory, "init", "--quiet");
        }
        git.run(
                directory,
                access,
                "fetch",
                "--quiet",
                "--force",
                url,
                "+refs/heads/" + branch + ":refs/remotes/origin/" + branch);
        git.run(directory, "checkout", "--quiet", "--force", "--detach", "refs/remotes/origin/" + branch);
        git.run(directory, "clean", "--quiet", "-ffdx");
        String commit = git.run(directory, "rev-parse", "HEAD").strip();
        return Map.of("GIT_COMMIT", commit, "GIT_BRANCH", "origin/" + branch, "GIT_URL", url);
    }

    /** The Jenkinsfile of a job that keeps it in git. */
    static String jenkinsfile(Setup.Scm scm, Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        FilePath script = new FilePath(run.getParent().getRootDir()).child("workspace@script");
        listener.getLogger().println("Checking out git " + scm.url() + " to read the Jenkinsfile");
        checkout(arguments(scm), script, run);
        FilePath file = script.child(scm.jenkinsfile() == null ? "Jenkinsfile" : scm.jenkinsfile());
        if (!file.exists()) {
            throw new AbortException(file.getName() + " not found in " + scm.url());
        }
        return file.readToString();
    }

    @CheckForNull
    private static GitAccess access(String url, @CheckForNull String credentialsId, Run<?, ?> run)
            throws AbortException {
        if (credentialsId == null) {
            return null;
        }
        StandardUsernamePasswordCredentials found =
                CredentialsProvider.findCredentialById(credentialsId, StandardUsernamePasswordCredentials.class, run);
        if (found == null) {
            throw new AbortException("CredentialId \"" + credentialsId + "\" could not be found.");
        }
        return new GitAccess(
                url,
                new Credential.UsernamePassword(
                        credentialsId,
                        found.getUsername(),
                        new SecretText(found.getPassword().getPlainText())));
    }
}
