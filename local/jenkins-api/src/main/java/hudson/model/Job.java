package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected transient volatile int nextBuildNumber = 1;

    private final List<JobProperty<? super JobT>> jobProperties = new CopyOnWriteArrayList<>();

    protected Job(ItemGroup parent, String name) {
        super(parent, name);
    }

    public boolean isBuilding() {
        RunT last = getLastBuild();
        return last != null && last.isBuilding();
    }

    public boolean isInQueue() {
        return getQueueItem() != null;
    }

    public Queue.Item getQueueItem() {
        return null;
    }

    public synchronized int assignBuildNumber() throws IOException {
        int number = nextBuildNumber++;
        saveNextBuildNumber();
        return number;
    }

    protected void saveNextBuildNumber() throws IOException {
        throw new UnsupportedOperationException(getClass() + " does not save its next build number");
    }

    public int getNextBuildNumber() {
        return nextBuildNumber;
    }

    @NonNull
    public EnvVars getEnvironment(@CheckForNull Node node, @NonNull TaskListener listener)
            throws IOException, InterruptedException {
        EnvVars env = new EnvVars(EnvVars.masterEnvVars);
        env.putAll(getCharacteristicEnvVars());
        return env;
    }

    public EnvVars getCharacteristicEnvVars() {
        EnvVars env = new EnvVars();
        env.put("JENKINS_SERVER_COOKIE", "SECRET");
        env.put("HUDSON_SERVER_COOKIE", "SECRET");
        env.put("JOB_NAME", getFullName());
        env.put("JOB_BASE_NAME", getName());
        return env;
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        return Collections.singleton(this);
    }

    @SuppressWarnings("unchecked")
    public void addProperty(JobProperty<? super JobT> jobProp) throws IOException {
        ((JobProperty) jobProp).setOwner(this);
        jobProperties.add(jobProp);
        save();
    }

    public void removeProperty(JobProperty<? super JobT> jobProp) throws IOException {
        jobProperties.remove(jobProp);
        save();
    }

    public List<JobProperty<? super JobT>> getAllProperties() {
        return Collections.unmodifiableList(jobProperties);
    }

    public <T extends JobProperty> T getProperty(Class<T> clazz) {
        for (JobProperty<? super JobT> property : jobProperties) {
            if (clazz.isInstance(property)) {
                return clazz.cast(property);
            }
        }
        return null;
    }

    public abstract boolean isBuildable();

    protected abstract SortedMap<Integer, ? extends RunT> _getRuns();

    protected abstract void removeRun(RunT run);

    @SuppressWarnings("unchecked")
    public SortedMap<Integer, RunT> getBuildsAsMap() {
        return Collections.unmodifiableSortedMap((SortedMap<Integer, RunT>) _getRuns());
    }

    public RunT getBuild(String id) {
        for (RunT run : getBuildsAsMap().values()) {
            if (run.getId().equals(id)) {
                return run;
            }
        }
        return null;
    }

    public RunT getBuildByNumber(int n) {
        return getBuildsAsMap().get(n);
    }

    public File getBuildDir() {
        return new File(getRootDir(), "builds");
    }

    public RunT getLastBuild() {
        return extreme(true);
    }

    public RunT getFirstBuild() {
        return extreme(false);
    }

    private RunT extreme(boolean newest) {
        RunT found = null;
        for (RunT run : getBuildsAsMap().values()) {
            if (found == null || (run.getNumber() > found.getNumber()) == newest) {
                found = run;
            }
        }
        return found;
    }

    /** {@inheritDoc} The strategy decides per job. */
    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }
}
