package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;
import jenkins.model.Jenkins;

/** The folders in which a promotion works, on whatever agents; saved with the build and removed when it is over. */
final class WorkDirs implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(WorkDirs.class.getName());

    /** Node and path, one entry each; never changed once it may be saved. */
    private volatile ArrayList<String> entries = new ArrayList<>();

    synchronized void add(@NonNull FilePath workDir) {
        Computer computer = workDir.toComputer();
        String entry = (computer == null ? "" : computer.getName()) + '\n' + workDir.getRemote();
        if (!entries.contains(entry)) {
            ArrayList<String> more = new ArrayList<>(entries);
            more.add(entry);
            entries = more;
        }
    }

    void addAll(@NonNull Collection<FilePath> workDirs) {
        workDirs.forEach(this::add);
    }

    /** Removes what can be reached; what lies on an agent that is gone goes with its workspace. */
    void remove() throws InterruptedException {
        List<String> all = entries;
        entries = new ArrayList<>();
        for (String entry : all) {
            int line = entry.indexOf('\n');
            FilePath workDir = find(entry.substring(0, line), entry.substring(line + 1));
            if (workDir != null) {
                remove(workDir);
            }
        }
    }

    private static void remove(FilePath workDir) throws InterruptedException {
        try {
            try {
                workDir.act(new Removal());
            } catch (IOException e) {
                LOGGER.log(Level.FINE, e, () -> "Once more, as Jenkins removes a workspace: " + workDir.getRemote());
                workDir.deleteRecursive();
                workDir.withSuffix(WorkspaceList.TMP_DIR_SUFFIX).deleteRecursive();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "A promotion's work dir could not be removed: " + workDir.getRemote());
        }
    }

    @CheckForNull
    private static FilePath find(String node, String path) {
        Node found = node.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(node);
        return found == null ? null : found.createPath(path);
    }

    /** Takes a work dir away, and what lies beside it for git, in one round trip. */
    private static final class Removal extends MasterToSlaveFileCallable<Void> {
        private static final long serialVersionUID = 1;

        @Override
        public Void invoke(File directory, VirtualChannel channel) throws IOException {
            Path workDir = directory.toPath().toAbsolutePath();
            FileTrees.delete(JenkinsWorkspace.temporary(workDir));
            FileTrees.delete(workDir);
            return null;
        }
    }
}
