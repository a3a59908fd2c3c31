package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import hudson.util.ArgumentListBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    @NonNull
    protected final TaskListener listener;

    @CheckForNull
    protected final VirtualChannel channel;

    protected Launcher(@NonNull TaskListener listener, @CheckForNull VirtualChannel channel) {
        this.listener = listener;
        this.channel = channel;
    }

    protected Launcher(@NonNull Launcher launcher) {
        this(launcher.listener, launcher.channel);
    }

    @CheckForNull
    public VirtualChannel getChannel() {
        return channel;
    }

    @NonNull
    public TaskListener getListener() {
        return listener;
    }

    public Computer getComputer() {
        return new FilePath(channel, ".").toComputer();
    }

    public final class ProcStarter {
        protected List<String> commands;

        @CheckForNull
        protected boolean[] masks;

        @CheckForNull
        protected FilePath pwd;

        @CheckForNull
        protected OutputStream stdout = OutputStream.nullOutputStream();

        @CheckForNull
        protected OutputStream stderr;

        @CheckForNull
        protected InputStream stdin = InputStream.nullInputStream();

        @CheckForNull
        protected String[] envs;

        protected boolean reverseStdin;
        protected boolean reverseStdout;
        protected boolean reverseStderr;

        private boolean quiet;
        private TaskListener stdoutListener;

        public ProcStarter cmdAsSingleString(String s) {
            return cmds(Util.tokenize(s));
        }

        public ProcStarter cmds(String... args) {
            return cmds(Arrays.asList(args));
        }

        public ProcStarter cmds(File program, String... args) {
            List<String> all = new ArrayList<>();
            all.add(program.getPath());
            all.addAll(Arrays.asList(args));
            return cmds(all);
        }

        public ProcStarter cmds(List<String> args) {
            commands = new ArrayList<>(args);
            return this;
        }

        public ProcStarter cmds(ArgumentListBuilder args) {
            commands = args.toList();
            masks = args.toMaskArray();
            return this;
        }

        public List<String> cmds() {
            return commands;
        }

        public ProcStarter masks(@CheckForNull boolean... masks) {
            this.masks = masks;
            return this;
        }

        @CheckForNull
        public boolean[] masks() {
            return masks;
        }

        public ProcStarter quiet(boolean quiet) {
            this.quiet = quiet;
            return this;
        }

        public boolean quiet() {
            return quiet;
        }

        public ProcStarter pwd(@CheckForNull FilePath workDir) {
            pwd = workDir;
            return this;
        }

        public ProcStarter pwd(@NonNull File workDir) {
            return pwd(new FilePath(workDir));
        }

        public ProcStarter pwd(@NonNull String workDir) {
            return pwd(new FilePath(getChannel(), workDir));
        }

        @CheckForNull
        public FilePath pwd() {
            return pwd;
        }

        public ProcStarter stdout(@CheckForNull OutputStream out) {
            stdout = out;
            stdoutListener = null;
            return this;
        }

        public ProcStarter stdout(@NonNull TaskListener out) {
            stdout = out.getLogger();
            stdoutListener = out;
            return this;
        }

        @CheckForNull
        public OutputStream stdout() {
            return stdout;
        }

        public ProcStarter stderr(@CheckForNull OutputStream err) {
            stderr = err;
            return this;
        }

        @CheckForNull
        public OutputStream stderr() {
            return stderr;
        }

        @NonNull
        public ProcStarter stdin(@CheckForNull InputStream in) {
            stdin = in;
            return this;
        }

        @CheckForNull
        public InputStream stdin() {
            return stdin;
        }

        public ProcStarter envs(@NonNull Map<String, String> overrides) {
            return envs(Util.mapToEnv(overrides));
        }

        public ProcStarter envs(@CheckForNull String... overrides) {
            envs = overrides == null ? null : overrides.clone();
            return this;
        }

        @NonNull
        public String[] envs() {
            return envs == null ? new String[0] : envs.clone();
        }

        public ProcStarter readStdout() {
            reverseStdout = true;
            stdout = null;
            return this;
        }

        public ProcStarter readStderr() {
            reverseStderr = true;
            stderr = null;
            return this;
        }

        public ProcStarter writeStdin() {
            reverseStdin = true;
            stdin = null;
            return this;
        }

        public Proc start() throws IOException {
            return launch(this);
        }

        public int join() throws IOException, InterruptedException {
            return start().join();
        }

        @NonNull
        public ProcStarter copy() {
            ProcStarter copy = new ProcStarter();
            copy.commands = commands == null ? null : new ArrayList<>(commands);
            copy.masks = masks == null ? null : masks.clone();
            copy.pwd = pwd;
            copy.stdout = stdout;
            copy.stdoutListener = stdoutListener;
            copy.stderr = stderr;
            copy.stdin = stdin;
            copy.envs = envs == null ? null : envs.clone();
            copy.reverseStdin = reverseStdin;
            copy.reverseStdout = reverseStdout;
            copy.reverseStderr = reverseStderr;
            copy.quiet = quiet;
            return copy;
        }
    }

    @NonNull
    public final ProcStarter launch() {
        return new ProcStarter();
    }

    public abstract Proc launch(@NonNull ProcStarter starter) throws IOException;

    public abstract Channel launchChannel(
            @NonNull String[] cmd,
            @NonNull OutputStream out,
            @CheckForNull FilePath workDir,
            @NonNull Map<String, String> envVars)
            throws IOException, InterruptedException;

    public boolean isUnix() {
        return File.pathSeparatorChar == ':';
    }

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    protected final void printCommandLine(@NonNull String[] cmd, @CheckForNull FilePath workDir) {
        maskedPrintCommandLine(cmd, new boolean[cmd.length], workDir);
    }

    protected final void maskedPrintCommandLine(
            @NonNull List<String> cmd, @CheckForNull boolean[] mask, @CheckForNull FilePath workDir) {
        maskedPrintCommandLine(cmd.toArray(new String[0]), mask == null ? new boolean[cmd.size()] : mask, workDir);
    }

    protected final void maskedPrintCommandLine(
            @NonNull String[] cmd, @NonNull boolean[] mask, @CheckForNull FilePath workDir) {
        if (mask.length != cmd.length) {
            throw new IllegalArgumentException("the mask must have one entry per word of the command");
        }
        StringBuilder line = new StringBuilder();
        if (workDir != null) {
            line.append('[').append(workDir.getName()).append("] ");
        }
        line.append('$');
        for (int i = 0; i < cmd.length; i++) {
            line.append(' ');
            if (mask[i]) {
                line.append("******");
            } else if (cmd[i].indexOf(' ') >= 0) {
                line.append('"').append(cmd[i]).append('"');
            } else {
                line.append(cmd[i]);
            }
        }
        listener.getLogger().println(line);
    }

    @NonNull
    public final Launcher decorateByPrefix(String... prefix) {
        Launcher outer = this;
        return new DecoratedLauncher(outer) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                List<String> commands = new ArrayList<>(Arrays.asList(prefix));
                commands.addAll(starter.commands);
                if (starter.masks != null) {
                    boolean[] masks = new boolean[commands.size()];
                    System.arraycopy(starter.masks, 0, masks, prefix.length, starter.masks.length);
                    starter.masks = masks;
                }
                starter.commands = commands;
                return outer.launch(starter);
            }
        };
    }

    @NonNull
    public final Launcher decorateByEnv(@NonNull EnvVars env) {
        EnvVars added = new EnvVars(env);
        Launcher outer = this;
        return new DecoratedLauncher(outer) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                EnvVars merged = new EnvVars(added);
                for (String line : starter.envs()) {
                    merged.addLine(line);
                }
                starter.envs = Util.mapToEnv(merged);
                return outer.launch(starter);
            }
        };
    }

    /** Runs commands on this machine with this process' environment, overridden by the starter's. */
    public static class LocalLauncher extends Launcher {
        public LocalLauncher(@NonNull TaskListener listener) {
            this(listener, FilePath.localChannel);
        }

        public LocalLauncher(TaskListener listener, VirtualChannel channel) {
            super(listener, channel);
        }

        @Override
        public Proc launch(ProcStarter ps) throws IOException {
            if (!ps.quiet) {
                maskedPrintCommandLine(ps.commands, ps.masks, ps.pwd);
            }
            EnvVars environment = new EnvVars(EnvVars.masterEnvVars);
            for (String line : ps.envs()) {
                int separator = line.indexOf('=');
                if (separator > 0) {
                    environment.override(line.substring(0, separator), line.substring(separator + 1));
                }
            }
            return new Proc.LocalProc(
                    ps.commands.toArray(new String[0]),
                    Util.mapToEnv(environment),
                    ps.reverseStdin ? Proc.LocalProc.SELFPUMP_INPUT : ps.stdin,
                    ps.reverseStdout ? Proc.LocalProc.SELFPUMP_OUTPUT : ps.stdout,
                    ps.reverseStderr ? Proc.LocalProc.SELFPUMP_OUTPUT : ps.stderr,
                    ps.pwd == null ? null : new File(ps.pwd.getRemote()));
        }

        @Override
        public Channel launchChannel(String[] cmd, OutputStream out, FilePath workDir, Map<String, String> envVars)
                throws IOException {
            throw new UnsupportedOperationException("no agents here");
        }

        @Override
        public void kill(Map<String, String> modelEnvVars) throws InterruptedException {
            throw new UnsupportedOperationException("kill by environment");
        }
    }

    public static class DecoratedLauncher extends Launcher {
        private final Launcher inner;

        public DecoratedLauncher(@NonNull Launcher inner) {
            super(inner);
            this.inner = inner;
        }

        @Override
        public Proc launch(ProcStarter starter) throws IOException {
            return inner.launch(starter);
        }

        @Override
        public Channel launchChannel(String[] cmd, OutputStream out, FilePath workDir, Map<String, String> envVars)
                throws IOException, InterruptedException {
            return inner.launchChannel(cmd, out, workDir, envVars);
        }

        @Override
        public void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException {
            inner.kill(modelEnvVars);
        }

        @Override
        public boolean isUnix() {
            return inner.isUnix();
        }

        @Override
        public Computer getComputer() {
            return inner.getComputer();
        }

        @Override
        public TaskListener getListener() {
            return inner.getListener();
        }

        @Override
        public VirtualChannel getChannel() {
            return inner.getChannel();
        }

        @NonNull
        public Launcher getInner() {
            return inner;
        }

        @Override
        public String toString() {
            return super.toString() + "; decorates " + inner;
        }
    }
}
