package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRunner;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;
import io.jenkins.plugins.kargo.engine.promotion.PullRequestWaits;
import io.jenkins.plugins.kargo.engine.promotion.StageSignals;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import io.jenkins.plugins.kargo.project.StoreAccess;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;

/**
 * The engine of this controller: opened when it is first needed, on a thread of its own or of whoever needs it, never on
 * the CPS thread; closed once, when the controller stops, and not opened again. Safe for many threads.
 */
@Extension
public class KargoRuntime implements StoreAccess {
    private static final Logger LOGGER = Logger.getLogger(KargoRuntime.class.getName());

    /** So many builds work at the same time; more wait for a thread. Waiting builds need none. */
    private static final int WORKERS = SystemProperties.getInteger(KargoRuntime.class.getName() + ".workers", 32);

    private static final int TIMER_THREADS = 2;
    private static final long STOP_SECONDS = 10;

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private KargoServices services;
    private boolean closed;

    /** Read without the lock, which is held as long as opening takes. */
    private volatile String whyClosed = "";

    public KargoRuntime() {
        workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads("kargo"));
        workers.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(TIMER_THREADS, threads("kargo timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static NamingThreadFactory threads(String name) {
        return new NamingThreadFactory(new DaemonThreadFactory(), name);
    }

    @NonNull
    public static KargoRuntime get() {
        return ExtensionList.lookupSingleton(KargoRuntime.class);
    }

    /** Opens the engine in the background, and settles what builds of the controller's last run left behind. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public static void open() {
        KargoRuntime runtime = get();
        runtime.workers.execute(() -> {
            try {
                runtime.lostWork().settleAll();
            } catch (StoreException e) {
                LOGGER.log(Level.SEVERE, "Kargo does not work until this is put right", e);
            }
        });
    }

    /** Stops all work, then closes the store. */
    @Terminator
    public static void close() {
        get().stop();
    }

    private void stop() {
        KargoServices open;
        synchronized (this) {
            closed = true;
            open = services;
            services = null;
        }
        timer.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning("Some of Kargo's threads do not stop; what they do goes on after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open != null) {
            open.close();
        }
    }

    /** Whether the controller stops: what fails now is not to be taken for a failure. */
    public synchronized boolean isClosed() {
        return closed;
    }

    private synchronized KargoServices services() {
        if (closed) {
            throw new StoreException("Kargo's store is closed because the controller stops");
        }
        if (services == null) {
            try {
                services = KargoServices.open(home(), workers, timer);
                whyClosed = "";
            } catch (RuntimeException e) {
                whyClosed = e instanceof StoreException ? String.valueOf(e.getMessage()) : e.toString();
                throw e;
            }
        }
        return services;
    }

    /** Where the store and the caches are. */
    @NonNull
    static Path home() {
        return Jenkins.get().getRootDir().toPath().resolve("kargo");
    }

    /** Why the store did not open when it was last needed; empty when it did, or nobody has needed it. Never blocks. */
    @NonNull
    String whyClosed() {
        return whyClosed;
    }

    /** For work that may block. */
    @NonNull
    public ExecutorService workers() {
        return workers;
    }

    /** For short work at a later time only: hand anything that blocks to {@link #workers()}. */
    @NonNull
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public KargoStore store() {
        return services().store();
    }

    @NonNull
    public Promotions promotions() {
        return services().engine().promotions();
    }

    @NonNull
    public PromotionRunner runner() {
        return services().engine().runner();
    }

    @NonNull
    public Verifications verifications() {
        return services().engine().verifications();
    }

    @NonNull
    public StageSignals signals() {
        return services().engine().signals();
    }

    @NonNull
    public PullRequestWaits pullRequestWaits() {
        return services().pullRequestWaits();
    }

    @NonNull
    public ConfigurationSource configurations() {
        return services().configurations();
    }

    @NonNull
    public ManifestLoader manifests() {
        return services().manifests();
    }

    @NonNull
    public Warehouses warehouses() {
        return services().warehouses();
    }

    /** As the administrator allows at this moment: ask again for every use. */
    @NonNull
    public DiscoveryServices discovery() {
        return services().discovery();
    }

    @NonNull
    public LostWork lostWork() {
        return services().lostWork();
    }

    /** The secrets of expressions. */
    @NonNull
    public SecretSource secrets() {
        return services().secrets();
    }

    /** Writes a copy of the database beside it, for backups of a home that is in use. */
    void snapshot() {
        services().snapshot();
    }
}
