package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.kargo.local.api.FixedText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import jenkins.util.VirtualFile;
import org.springframework.security.access.AccessDeniedException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
    public static final long QUEUE_ID_UNKNOWN = -1;

    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Run.class, new FixedText("Run"));
    public static final Permission DELETE =
            new Permission(PERMISSIONS, "Delete", null, Permission.DELETE, PermissionScope.RUN);
    public static final Permission UPDATE =
            new Permission(PERMISSIONS, "Update", null, Permission.UPDATE, PermissionScope.RUN);

    @NonNull
    protected final transient JobT project;

    public transient int number;
    protected long timestamp;
    protected volatile Result result;

    @CheckForNull
    protected volatile String description;

    protected long duration;
    protected String charset;

    private long queueId = QUEUE_ID_UNKNOWN;
    private volatile boolean finished;

    protected Run(@NonNull JobT job) throws IOException {
        this(job, System.currentTimeMillis());
        number = project.assignBuildNumber();
    }

    protected Run(@NonNull JobT job, long timestamp) {
        this.project = job;
        this.timestamp = timestamp;
    }

    @Override
    public void addAction(@NonNull Action a) {
        super.addAction(a);
        if (a instanceof RunAction2 attached) {
            attached.onAttached(this);
        }
    }

    @Override
    public int compareTo(@NonNull RunT that) {
        int byJob = project.getFullName().compareTo(that.getParent().getFullName());
        return byJob != 0 ? byJob : Integer.compare(number, that.number);
    }

    public long getQueueId() {
        return queueId;
    }

    public void setQueueId(long queueId) {
        this.queueId = queueId;
    }

    @CheckForNull
    public Result getResult() {
        return result;
    }

    /** Only ever makes the result worse. */
    public void setResult(@NonNull Result r) {
        if (finished) {
            throw new IllegalStateException("cannot change build result while in COMPLETED");
        }
        if (result == null || r.isWorseThan(result)) {
            result = r;
        }
    }

    public boolean isBuilding() {
        return !finished;
    }

    public boolean isInProgress() {
        return isBuilding();
    }

    protected void onEndBuilding() {
        finished = true;
    }

    @NonNull
    public final Charset getCharset() {
        return charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
    }

    @NonNull
    public List<Cause> getCauses() {
        return getActions(CauseAction.class).stream()
                .flatMap(action -> action.getCauses().stream())
                .toList();
    }

    @CheckForNull
    public <T extends Cause> T getCause(Class<T> type) {
        for (Cause cause : getCauses()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    @NonNull
    public JobT getParent() {
        return project;
    }

    @NonNull
    public Calendar getTimestamp() {
        Calendar calendar = new GregorianCalendar();
        calendar.setTimeInMillis(timestamp);
        return calendar;
    }

    @NonNull
    public final Date getTime() {
        return new Date(timestamp);
    }

    public final long getTimeInMillis() {
        return timestamp;
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    public void setDescription(String description) throws IOException {
        checkPermission(UPDATE);
        this.description = description;
        save();
    }

    public long getDuration() {
        return duration;
    }

    public String getFullDisplayName() {
        return project.getFullDisplayName() + ' ' + getDisplayName();
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    public int getNumber() {
        return number;
    }

    @CheckForNull
    public RunT getPreviousBuild() {
        return nearest(false);
    }

    @CheckForNull
    public RunT getNextBuild() {
        return nearest(true);
    }

    private RunT nearest(boolean newer) {
        RunT found = null;
        for (RunT run : project.getBuildsAsMap().values()) {
            boolean candidate = newer ? run.getNumber() > number : run.getNumber() < number;
            if (candidate && (found == null || (run.getNumber() < found.getNumber()) == newer)) {
                found = run;
            }
        }
        return found;
    }

    @NonNull
    public String getUrl() {
        return project.getUrl() + number + '/';
    }

    @NonNull
    public String getId() {
        return Integer.toString(number);
    }

    @NonNull
    @Override
    public File getRootDir() {
        return new File(project.getBuildDir(), getId());
    }

    /** What the build archived lies beside its other files. */
    @NonNull
    public final ArtifactManager getArtifactManager() {
        return new ArtifactManager() {
            @Override
            public VirtualFile root() {
                return VirtualFile.forFile(new File(getRootDir(), "archive"));
            }
        };
    }

    @NonNull
    @Override
    public ACL getACL() {
        return project.getACL();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException(getClass() + " does not save itself");
    }

    @NonNull
    public EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = project.getEnvironment(null, listener);
        env.putAll(getCharacteristicEnvVars());
        String root = Jenkins.get().getRootUrl();
        if (root != null) {
            env.put("JENKINS_URL", root);
            env.put("BUILD_URL", root + getUrl());
            env.put("JOB_URL", root + project.getUrl());
        }
        return env;
    }

    @NonNull
    public final EnvVars getCharacteristicEnvVars() {
        EnvVars env = project.getCharacteristicEnvVars();
        env.put("BUILD_NUMBER", Integer.toString(number));
        env.put("BUILD_ID", getId());
        env.put("BUILD_DISPLAY_NAME", getDisplayName());
        env.put("BUILD_TAG", "jenkins-" + project.getFullName().replace('/', '-') + '-' + number);
        return env;
    }

    @NonNull
    public String getExternalizableId() {
        return project.getFullName() + '#' + number;
    }

    @CheckForNull
    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException, AccessDeniedException {
        int hash = id.lastIndexOf('#');
        if (hash <= 0) {
            throw new IllegalArgumentException("Invalid id");
        }
        int number;
        try {
            number = Integer.parseInt(id.substring(hash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(e);
        }
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        Job<?, ?> job = jenkins == null ? null : jenkins.getItemByFullName(id.substring(0, hash), Job.class);
        return job == null ? null : job.getBuildByNumber(number);
    }

    @Override
    public String toString() {
        return project.getFullName() + " #" + number;
    }
}
