package io.jenkins.plugins.kargo.pipeline;

import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.kargo.engine.promotion.WorkDirClaim;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Removes work dirs beside workspaces on an agent, and what git left beside them. The result is how many there were.
 *
 * @see JenkinsWorkspace for where they are
 */
final class WorkDirSweep extends MasterToSlaveFileCallable<Integer> {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> workspaces;
    private final HashSet<String> unfinished;
    private final long before;

    /**
     * @param workspaces paths on the agent; those of builds that run beside others ({@code …@2}) are found from these
     * @param unfinished names of promotions whose work dirs stay
     * @param before epoch milliseconds; what was changed later stays
     */
    WorkDirSweep(ArrayList<String> workspaces, HashSet<String> unfinished, long before) {
        this.workspaces = workspaces;
        this.unfinished = unfinished;
        this.before = before;
    }

    @Override
    public Integer invoke(File root, VirtualChannel channel) throws IOException {
        int removed = 0;
        for (String workspace : workspaces) {
            for (Path folder : folders(Path.of(workspace))) {
                for (Path workDir : children(folder, "*")) {
                    removed += sweep(workDir) ? 1 : 0;
                }
            }
        }
        return removed;
    }

    private static List<Path> folders(Path workspace) throws IOException {
        Path parent = workspace.getParent();
        Path name = workspace.getFileName();
        List<Path> folders = new ArrayList<>();
        if (parent != null && name != null) {
            String suffix = WorkspaceList.TMP_DIR_SUFFIX;
            for (Path temporary : children(parent, "*" + suffix)) {
                String found = temporary.getFileName().toString();
                String of = found.substring(0, found.length() - suffix.length());
                if (of.equals(name.toString()) || of.matches("\\Q" + name + "\\E@\\d+")) {
                    folders.add(temporary.resolve(JenkinsWorkspace.FOLDER));
                }
            }
        }
        return folders;
    }

    private static List<Path> children(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
                all.forEach(found::add);
            }
        }
        return found;
    }

    private boolean sweep(Path workDir) throws IOException {
        String promotion =
                workDir.getFileName().toString().replaceFirst("\\Q" + WorkspaceList.TMP_DIR_SUFFIX + "\\E$", "");
        boolean old = Files.getLastModifiedTime(workDir).toMillis() < before;
        if (!old || unfinished.contains(promotion) || Files.isSymbolicLink(workDir)) {
            return false;
        }
        WorkDirClaim.clear(workDir);
        Files.delete(workDir);
        return true;
    }
}
