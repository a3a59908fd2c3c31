package hudson.plugins.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import java.io.IOException;
import java.util.List;

/** Where git is. One installation exists here: the {@code git} on the path. */
public class GitTool extends ToolInstallation {
    private static final long serialVersionUID = 1L;

    public static final String DEFAULT = "Default";

    public GitTool(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(name, home, properties);
    }

    public String getGitExe() {
        return getHome();
    }

    public static GitTool getDefaultInstallation() {
        return new GitTool(DEFAULT, "git", List.of());
    }

    public GitTool forNode(@NonNull Node node, TaskListener log) throws IOException, InterruptedException {
        return this;
    }

    public GitTool forEnvironment(EnvVars environment) {
        return new GitTool(getName(), environment.expand(getHome()), List.of());
    }
}
