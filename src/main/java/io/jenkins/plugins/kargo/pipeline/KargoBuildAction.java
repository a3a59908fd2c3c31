package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.project.CurrentProject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;

/** What a build did for a Kargo project: on the build's page, and for the steps that follow in the same build. */
public class KargoBuildAction implements RunAction2 {
    private static final Logger LOGGER = Logger.getLogger(KargoBuildAction.class.getName());

    private String project = "";
    private String commit = "";
    private boolean onlyPromotionCommits;
    private List<FreightLine> freight = new ArrayList<>();
    private List<PromotionLine> promotions = new ArrayList<>();
    private transient Run<?, ?> run;

    /** Freight that the build created or found. */
    public static final class FreightLine {
        private final String warehouse;
        private final String name;
        private final String alias;
        private final boolean created;

        FreightLine(String warehouse, String name, String alias, boolean created) {
            this.warehouse = warehouse;
            this.name = name;
            this.alias = alias;
            this.created = created;
        }

        @NonNull
        public String getWarehouse() {
            return warehouse;
        }

        @NonNull
        public String getName() {
            return name;
        }

        @NonNull
        public String getAlias() {
            return alias;
        }

        public boolean isCreated() {
            return created;
        }
    }

    /** A promotion that the build carried out. */
    public static final class PromotionLine {
        private final String name;
        private final String stage;
        private final String alias;
        private final String phase;

        PromotionLine(String name, String stage, String alias, String phase) {
            this.name = name;
            this.stage = stage;
            this.alias = alias;
            this.phase = phase;
        }

        @NonNull
        public String getName() {
            return name;
        }

        @NonNull
        public String getStage() {
            return stage;
        }

        @NonNull
        public String getAlias() {
            return alias;
        }

        @NonNull
        public String getPhase() {
            return phase;
        }
    }

    /** The action of the build, added when it has none yet. */
    @NonNull
    static KargoBuildAction of(@NonNull Run<?, ?> run) {
        synchronized (KargoBuildAction.class) {
            KargoBuildAction action = run.getAction(KargoBuildAction.class);
            if (action == null) {
                action = new KargoBuildAction();
                run.addAction(action);
            }
            return action;
        }
    }

    /** @return null when no step of ours has worked in the build */
    @CheckForNull
    static KargoBuildAction find(@NonNull Run<?, ?> run) {
        return run.getAction(KargoBuildAction.class);
    }

    /** Path of the project that the build's first step used, as it is called now; empty before. */
    @NonNull
    public String getProject() {
        String used;
        synchronized (this) {
            used = project;
        }
        return used.isEmpty()
                ? used
                : CurrentProject.of(ProjectKey.ofPath(used)).path();
    }

    /** The commit whose manifests the build read, empty when unknown. */
    @NonNull
    public synchronized String getCommit() {
        return commit;
    }

    public synchronized boolean isOnlyPromotionCommits() {
        return onlyPromotionCommits;
    }

    @NonNull
    public synchronized List<FreightLine> getFreight() {
        return freight;
    }

    @NonNull
    public synchronized List<PromotionLine> getPromotions() {
        return promotions;
    }

    synchronized void checkedOut(String newCommit, boolean nothingButPromotions) {
        commit = newCommit;
        onlyPromotionCommits = nothingButPromotions;
    }

    void used(ProjectKey key) {
        if (assign(key)) {
            save();
        }
    }

    /** @return whether it belonged to no project before */
    private synchronized boolean assign(ProjectKey key) {
        boolean first = project.isEmpty();
        if (first) {
            project = key.path();
        }
        return first;
    }

    void found(ProjectKey key, FreightLine line) {
        synchronized (this) {
            List<FreightLine> lines = new ArrayList<>(freight);
            lines.removeIf(other -> other.getName().equals(line.getName()));
            lines.add(line);
            freight = lines;
        }
        assign(key);
        save();
    }

    void promoted(Promotion promotion) {
        PromotionLine line = new PromotionLine(
                promotion.name(),
                promotion.stage(),
                PromotionEnvironment.alias(promotion),
                promotion.phase().name());
        synchronized (this) {
            // A list that is being saved is never changed.
            List<PromotionLine> lines = new ArrayList<>(promotions);
            lines.removeIf(other -> other.getName().equals(line.getName()));
            lines.add(line);
            promotions = lines;
        }
        assign(promotion.project());
        save();
    }

    private void save() {
        if (run == null) {
            return;
        }
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What " + run + " did for Kargo could not be saved with it");
        }
    }

    /** For Jelly: the path as it stands in an address. */
    @NonNull
    public String getProjectUrl() {
        return "/kargo/project/" + Util.rawEncode(getProject()).replace("%2F", "/") + '/';
    }

    @Override
    public String getIconFileName() {
        return getProject().isEmpty() ? null : "symbol-git-network-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.KargoBuildAction_displayName();
    }

    @Override
    public String getUrlName() {
        return getProject().isEmpty() ? null : getProjectUrl();
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }
}
