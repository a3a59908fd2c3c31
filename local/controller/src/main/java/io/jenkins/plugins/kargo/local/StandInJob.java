package io.jenkins.plugins.kargo.local;

import hudson.XmlFile;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;

/** A Pipeline job of the setup. Its builds are kept on disk. */
@SuppressWarnings("unchecked")
public final class StandInJob extends Job<StandInJob, StandInRun>
        implements TopLevelItem, ParameterizedJobMixIn.ParameterizedJob<StandInJob, StandInRun>, Queue.Task {
    private final SortedMap<Integer, StandInRun> runs = new ConcurrentSkipListMap<>();
    private final List<Trigger<?>> triggers = new CopyOnWriteArrayList<>();
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

    /** What the Jenkinsfile says of triggers; kept over restarts. */
    public synchronized void setTriggers(List<Trigger<?>> changed) throws IOException {
        triggers.forEach(Trigger::stop);
        triggers.clear();
        triggers.addAll(changed);
        triggerFile().write(new ArrayList<>(changed));
        triggers.forEach(trigger -> start(trigger, true));
    }

    /** Call once after all items are there. */
    synchronized void startTriggers() throws IOException {
        if (triggerFile().exists()) {
            triggers.addAll((List<Trigger<?>>) triggerFile().read());
            triggers.forEach(trigger -> start(trigger, false));
        }
    }

    @SuppressWarnings("rawtypes")
    private void start(Trigger trigger, boolean newInstance) {
        trigger.start(this, newInstance);
    }

    private XmlFile triggerFile() {
        return new XmlFile(new File(getRootDir(), "triggers.xml"));
    }

    @Override
    public synchronized Map<TriggerDescriptor, Trigger<?>> getTriggers() {
        Map<TriggerDescriptor, Trigger<?>> all = new HashMap<>();
        triggers.forEach(trigger -> all.put(trigger.getDescriptor(), trigger));
        return all;
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
