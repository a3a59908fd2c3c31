package io.jenkins.plugins.kargo.local;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;

/** A Pipeline job of the setup. Its builds are kept on disk. */
@SuppressWarnings("unchecked")
public final class StandInJob extends Job<StandInJob, StandInRun>
        implements TopLevelItem, ParameterizedJobMixIn.ParameterizedJob<StandInJob, StandInRun>, Queue.Task {
    private final SortedMap<Integer, StandInRun> runs = new ConcurrentSkipListMap<>();
    private volatile Setup.ItemDefinition definition;

    StandInJob(ItemGroup<?> parent, String name, Setup.ItemDefinition definition) throws IOException {
        super(parent, name);
        this.definition = definition;
        if (definition.head() != null && definition.head().primary()) {
            addAction(new PrimaryInstanceMetadataAction());
        }
        Files.createDirectories(getBuildDir().toPath());
        loadBuilds();
    }

    private void loadBuilds() throws IOException {
        try (Stream<Path> directories = Files.list(getBuildDir().toPath())) {
            for (Path directory : directories.toList()) {
                int number = Integer.parseInt(directory.getFileName().toString());
                runs.put(number, StandInRun.load(this, number));
                nextBuildNumber = Math.max(nextBuildNumber, number + 1);
            }
        }
    }

    void redefine(Setup.ItemDefinition changed) {
        definition = changed;
    }

    Setup.ItemDefinition definition() {
        return definition;
    }

    StandInRun start(List<Action> actions, long queueId) throws IOException {
        StandInRun run = new StandInRun(this);
        run.setQueueId(queueId);
        if (actions.stream().noneMatch(CauseAction.class::isInstance)) {
            run.addAction(new CauseAction(new Cause.UserIdCause()));
        }
        actions.forEach(run::addAction);
        runs.put(run.getNumber(), run);
        run.begin();
        return run;
    }

    @Override
    protected void saveNextBuildNumber() {
        // The directories of the builds say what the next number is.
    }

    @Override
    public boolean isBuildable() {
        return !isDisabled();
    }

    @Override
    public boolean isDisabled() {
        return definition.disabled();
    }

    @Override
    protected SortedMap<Integer, StandInRun> _getRuns() {
        return runs;
    }

    @Override
    protected void removeRun(StandInRun run) {
        runs.remove(run.getNumber());
    }

    @Override
    public TopLevelItemDescriptor getDescriptor() {
        throw new UnsupportedOperationException("items are made from the setup");
    }

    @Override
    public Queue.Executable createExecutable() {
        throw new UnsupportedOperationException("the queue starts builds itself");
    }

    @Override
    public void save() {
        // The setup is the truth.
    }
}
