package io.jenkins.plugins.kargo.pipeline;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.project.ProjectJobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/** Work dirs that a promotion could not remove, since the agent was away or the controller was killed. */
final class LeftWorkDirs {
    /** Previews, which the store does not know, take no longer. */
    private static final Duration AGE = Duration.ofDays(2);

    private final KargoStore store;
    private final ProjectJobs projectJobs;

    LeftWorkDirs(KargoRuntime runtime) {
        this.store = runtime.store();
        this.projectJobs = new ProjectJobs(runtime);
    }

    /** Asks every agent that is online once. */
    void remove(TaskListener listener, Instant now) throws InterruptedException {
        Set<String> unfinished = new HashSet<>();
        for (Promotion promotion : store.promotions().unfinished()) {
            unfinished.add(promotion.name());
        }
        List<TopLevelItem> jobs = jobs();
        List<Node> nodes = new ArrayList<>(Jenkins.get().getNodes());
        nodes.add(Jenkins.get());
        for (Node node : nodes) {
            remove(node, jobs, unfinished, now.minus(AGE), listener);
        }
    }

    private static void remove(
            Node node, List<TopLevelItem> jobs, Set<String> unfinished, Instant before, TaskListener listener)
            throws InterruptedException {
        FilePath root = node.getRootPath();
        Computer computer = node.toComputer();
        if (root == null || computer == null || computer.getChannel() == null) {
            return;
        }
        ArrayList<String> workspaces = new ArrayList<>();
        for (TopLevelItem job : jobs) {
            FilePath workspace = node.getWorkspaceFor(job);
            if (workspace != null) {
                workspaces.add(workspace.getRemote());
            }
        }
        try {
            int removed = root.act(new WorkDirSweep(workspaces, new HashSet<>(unfinished), before.toEpochMilli()));
            if (removed > 0) {
                listener.getLogger().println(node.getDisplayName() + ": removed " + removed + " work dirs");
            }
        } catch (IOException e) {
            listener.error("The work dirs on " + node.getDisplayName() + " could not be cleaned: " + e.getMessage());
        }
    }

    /** Those whose builds may carry promotions out. */
    private List<TopLevelItem> jobs() {
        Set<TopLevelItem> jobs = new LinkedHashSet<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (ProjectRecord project : store.projects().all()) {
                for (String name : projectJobs.promoting(project.key())) {
                    Item item = Jenkins.get().getItemByFullName(name, Item.class);
                    if (item instanceof Job<?, ?> && item instanceof TopLevelItem job) {
                        jobs.add(job);
                    } else if (item instanceof ItemGroup<?> group) {
                        group.getItems().stream()
                                .filter(each -> each instanceof Job<?, ?> && each instanceof TopLevelItem)
                                .forEach(each -> jobs.add((TopLevelItem) each));
                    }
                }
            }
        }
        return new ArrayList<>(jobs);
    }
}
