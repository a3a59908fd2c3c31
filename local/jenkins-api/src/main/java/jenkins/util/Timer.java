package jenkins.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

public class Timer {
    private static ScheduledThreadPoolExecutor executor;

    private Timer() {}

    @NonNull
    public static synchronized ScheduledExecutorService get() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(
                    10, new NamingThreadFactory(new DaemonThreadFactory(), "jenkins.util.Timer"));
            executor.setRemoveOnCancelPolicy(true);
        }
        return executor;
    }

    public static synchronized void shutdown() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }
}
