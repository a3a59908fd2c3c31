package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Runs the polls of all triggers, at most one for each job at a time: what is asked for meanwhile is one more poll
 * afterwards. Safe for many threads.
 */
@Extension
public class FreightPolls implements ExtensionPoint {
    /** The reason to look that counts least: others come from events. */
    static final String SCHEDULE = "its schedule says so";

    private static final Logger LOGGER = Logger.getLogger(FreightPolls.class.getName());

    private final Set<KargoFreightTrigger> triggers = ConcurrentHashMap.newKeySet();

    /** Jobs that are polled now; the value says why to poll once more, empty for not. */
    private final Map<String, String> running = new ConcurrentHashMap<>();

    @NonNull
    static FreightPolls get() {
        return ExtensionList.lookupSingleton(FreightPolls.class);
    }

    /** Listens to what becomes of stages. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public static void listen() {
        KargoRuntime runtime = KargoRuntime.get();
        runtime.workers().execute(() -> {
            try {
                runtime.signals().listen((project, stage) -> get().stageChanged(project, stage));
            } catch (StoreException e) {
                LOGGER.log(Level.FINE, "Triggers look at their times only", e);
            }
        });
    }

    void register(KargoFreightTrigger trigger) {
        triggers.add(trigger);
    }

    void forget(KargoFreightTrigger trigger) {
        triggers.remove(trigger);
    }

    void poll(@NonNull KargoFreightTrigger trigger, @NonNull String why) {
        Job<?, ?> job = trigger.job();
        if (job == null) {
            return;
        }
        String name = job.getFullName();
        if (running.putIfAbsent(name, "") != null) {
            running.computeIfPresent(name, (any, before) -> before.isEmpty() || !why.equals(SCHEDULE) ? why : before);
            return;
        }
        try {
            KargoRuntime.get().workers().execute(() -> work(trigger, job, name, why));
        } catch (RejectedExecutionException e) {
            running.remove(name);
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }

    private void work(KargoFreightTrigger trigger, Job<?, ?> job, String name, String why) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            new FreightPoll(trigger, job).run(why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            String again = running.remove(name);
            if (again != null && !again.isEmpty()) {
                poll(trigger, again);
            }
        }
    }

    /**
     * Something has changed for these Warehouses: the triggers that watch them look at once.
     *
     * @return those of the Warehouses whose Freight some trigger's builds create
     */
    @NonNull
    Set<String> changed(@NonNull ProjectKey project, @NonNull Set<String> warehouses, @NonNull String why) {
        Set<String> watched = new HashSet<>();
        for (KargoFreightTrigger trigger : triggers) {
            Job<?, ?> job = trigger.job();
            if (isLive(job) && trigger.watches(warehouses) && means(trigger, job, project)) {
                poll(trigger, why);
                if (trigger.getStages().isEmpty()) {
                    warehouses.stream()
                            .filter(one -> trigger.watches(Set.of(one)))
                            .forEach(watched::add);
                }
            }
        }
        return watched;
    }

    /** A stage of the project has changed: triggers that wait for candidates look at once. */
    void stageChanged(@NonNull ProjectKey project, @NonNull String stage) {
        if (triggers.stream().allMatch(trigger -> trigger.getStages().isEmpty())) {
            return;
        }
        try {
            KargoRuntime.get().workers().execute(() -> pollForStage(project, stage));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }

    private void pollForStage(ProjectKey project, String stage) {
        for (KargoFreightTrigger trigger : triggers) {
            Job<?, ?> job = trigger.job();
            if (!trigger.getStages().isEmpty() && isLive(job) && means(trigger, job, project)) {
                poll(trigger, "stage " + stage + " has changed");
            }
        }
    }

    private static boolean means(KargoFreightTrigger trigger, Job<?, ?> job, ProjectKey project) {
        return TriggerProject.find(trigger, job)
                .filter(access -> access.project().equals(project) && !access.isPreview())
                .isPresent();
    }

    private static boolean isLive(Job<?, ?> job) {
        if (job == null) {
            return false;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(job.getFullName(), Job.class) == job;
        }
    }
}
