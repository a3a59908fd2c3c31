package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Git as a program of this machine. It never prompts, runs no hooks and no credential helpers of the machine, follows
 * no {@code ext::} or submodule {@code file://} URLs, and gives a credential to the host it is meant for and to no other.
 * Stateless; safe for many threads.
 */
public final class ProcessGitCli implements GitCli {
    private static final int STDOUT_LIMIT = 32 << 20;
    private static final int STDERR_LIMIT = 64 << 10;

    private static final List<String> POLICY = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.askPass=",
            "core.quotePath=false",
            "core.autocrlf=false",
            "credential.helper=",
            "protocol.ext.allow=never",
            "protocol.file.allow=user",
            "http.followRedirects=initial",
            // A collection in the background would outlive the command and hold the work dir.
            "gc.auto=0",
            "maintenance.auto=false",
            "advice.detachedHead=false",
            "fetch.recurseSubmodules=false",
            "submodule.recurse=false",
            "push.recurseSubmodules=no",
            "push.followTags=false",
            "push.gpgSign=false",
            "rebase.autoStash=false",
            "rebase.autoSquash=false",
            "rebase.updateRefs=false",
            "init.defaultBranch=main");

    private final GitInstallation installation;
    private final Path temporary;

    /** @param temporary where secrets lie while a command runs; best a folder that only the agent's user may read */
    public ProcessGitCli(@NonNull GitInstallation installation, @NonNull Path temporary) {
        this.installation = installation;
        this.temporary = temporary;
    }

    @Override
    @NonNull
    public String run(
            @NonNull Path directory,
            @CheckForNull GitAccess access,
            @NonNull List<String> arguments,
            @NonNull Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            throw new GitException("There is no directory " + directory + " to run git in");
        }
        SecretMask mask = SecretMask.of(access == null ? null : access.credential());
        try (CredentialFiles files = CredentialFiles.write(temporary, access, installation.sshOptions())) {
            ProcessBuilder builder = new ProcessBuilder(command(arguments)).directory(directory.toFile());
            prepare(builder.environment());
            builder.environment().putAll(files.environment());
            builder.environment().putAll(environment);
            return result(arguments, start(builder), access, mask);
        }
    }

    @Override
    @NonNull
    public SigningGit signing(@NonNull SigningKey key) throws IOException, InterruptedException {
        return new SigningGit(this, SigningFiles.write(installation, key));
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(installation.executable());
        for (String setting : POLICY) {
            command.add("-c");
            command.add(setting);
        }
        if (File.separatorChar == '\\') {
            command.addAll(List.of("-c", "core.longPaths=true"));
        }
        command.addAll(arguments);
        return command;
    }

    private void prepare(Map<String, String> environment) {
        // The agent's own variables may point git to another repository, trace secrets or answer prompts.
        environment
                .keySet()
                .removeIf(name ->
                        (name.startsWith("GIT_") && !name.startsWith("GIT_SSL_") && !name.equals("GIT_EXEC_PATH"))
                                || name.equals("SSH_ASKPASS"));
        environment.putAll(installation.environment());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("LANGUAGE", "");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_EDITOR", "true");
        environment.put("GIT_HTTP_LOW_SPEED_LIMIT", "1024");
        environment.put("GIT_HTTP_LOW_SPEED_TIME", "30");
    }

    private BoundedProcess.Outcome start(ProcessBuilder builder) throws IOException, InterruptedException {
        try {
            return BoundedProcess.run(builder, installation.timeout(), STDOUT_LIMIT, STDERR_LIMIT);
        } catch (IOException e) {
            throw new GitException(
                    "Git could not be started as '" + installation.executable()
                            + "': install git on this agent or configure a Git tool that has it (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private String result(
            List<String> arguments, BoundedProcess.Outcome outcome, @CheckForNull GitAccess access, SecretMask mask)
            throws GitException {
        String what = "git " + subcommand(arguments);
        if (outcome.timedOut()) {
            throw new GitException(what + " did not end within "
                    + installation.timeout().toSeconds() + " seconds and was stopped" + detail(outcome, mask));
        }
        if (outcome.tooLong()) {
            throw new GitException(what + " printed more than " + (STDOUT_LIMIT >> 20) + " MiB and was stopped");
        }
        if (outcome.exitCode() != 0) {
            String advice = GitAdvice.on(outcome.stderr(), access);
            throw new GitException(what + " failed with exit code " + outcome.exitCode() + detail(outcome, mask)
                    + (advice.isEmpty() ? "" : "; " + advice));
        }
        return outcome.stdout();
    }

    private static String subcommand(List<String> arguments) {
        int i = 0;
        while (i + 2 < arguments.size() && arguments.get(i).equals("-c")) {
            i += 2;
        }
        return arguments.get(i);
    }

    private static String detail(BoundedProcess.Outcome outcome, SecretMask mask) {
        String words = (outcome.stderr().strip() + '\n' + outcome.stdout().strip()).strip();
        if (words.length() > STDERR_LIMIT) {
            words = words.substring(0, STDERR_LIMIT);
        }
        return words.isEmpty() ? "" : ": " + mask.mask(words);
    }
}
