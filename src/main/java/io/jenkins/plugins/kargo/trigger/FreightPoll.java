package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jenkins.model.ParameterizedJobMixIn;

/** One look of a trigger, from the project's configuration to a build or the reason why there is none. Blocks. */
final class FreightPoll {
    /** So many of the job's builds are asked for what they were started. */
    private static final int RECENT_BUILDS = 50;

    /** Jobs whose file was compared with their builds in this run of the controller. */
    private static final Set<String> COMPARED = ConcurrentHashMap.newKeySet();

    private final KargoFreightTrigger trigger;
    private final Job<?, ?> job;
    private final Announced announced;
    private PollingLog log;

    FreightPoll(@NonNull KargoFreightTrigger trigger, @NonNull Job<?, ?> job) {
        this.trigger = trigger;
        this.job = job;
        announced = new Announced(job.getRootDir().toPath());
    }

    /** Never throws for what goes wrong: the polling log says it. @param why somebody asked for this look */
    void run(@NonNull String why) throws InterruptedException {
        try (PollingLog open = PollingLog.open(PollingLogAction.file(job))) {
            log = open;
            log.line(Instant.now().truncatedTo(ChronoUnit.SECONDS) + ": looking for Freight, since " + why);
            look(why.equals(FreightPolls.SCHEDULE));
        } catch (IOException e) {
            PollingLog.failed(job, e);
        }
    }

    private void look(boolean scheduled) throws IOException, InterruptedException {
        if (!job.isBuildable()) {
            log.line("The job is disabled: nothing is looked at.");
            return;
        }
        try {
            ProjectAccess access = TriggerProject.of(trigger, job);
            if (access.isPreview()) {
                log.line("Its builds are previews (" + access.previewReason() + "): none is started.");
                return;
            }
            Optional<ConfigurationRevision> revision =
                    KargoRuntime.get().store().projects().currentRevision(access.project());
            Optional<Configuration> configuration = revision.flatMap(
                    known -> KargoRuntime.get().configurations().find(access.project(), known.hash()));
            if (configuration.isEmpty()) {
                log.line("Project " + access.project() + " has no configuration yet: start a build with kargoWarehouse"
                        + " by hand once.");
                return;
            }
            JenkinsCredentialResolver credentials = JenkinsCredentialResolver.forJob(job, access.bindings());
            log.hide(credentials::mask);
            NewFreight freight = new NewFreight(access, configuration.get(), credentials, log);
            if (scheduled) {
                freight.bySchedule(revision.get().storedAt());
            }
            List<News> news = trigger.getStages().isEmpty()
                    ? freight.find(trigger.getWarehouse())
                    : new NewCandidates(access, configuration.get(), freight, log)
                            .find(trigger.getStages(), trigger.getWarehouse());
            start(access, news);
        } catch (ProjectRefused | StoreException e) {
            log.line("ERROR: " + e.getMessage());
        }
    }

    private void start(ProjectAccess access, List<News> news) throws IOException {
        forgetWhatWasLost();
        List<String> known = announced.keys();
        List<News> unknown =
                news.stream().filter(one -> !known.contains(one.key())).toList();
        if (unknown.isEmpty()) {
            log.line(news.isEmpty() ? "There is nothing new." : "A build was started for this already.");
            return;
        }
        List<String> keys = unknown.stream().map(News::key).toList();
        String words = unknown.stream().map(News::words).collect(Collectors.joining(", "));
        announced.add(keys);
        FreightCause cause = new FreightCause(access.project().path(), keys, words);
        Queue.Item item = ParameterizedJobMixIn.scheduleBuild2(job, -1, new CauseAction(cause));
        if (item == null) {
            announced.remove(keys);
            log.line("ERROR: the queue takes no build of this job now; the next look tries again.");
        } else {
            log.line("Started a build: " + words + '.');
        }
    }

    /**
     * A controller that was killed may have lost the queue with what had been announced. Once after each start, what no
     * build and no item of the queue knows of is forgotten.
     */
    private void forgetWhatWasLost() throws IOException {
        if (!COMPARED.add(job.getFullName())) {
            return;
        }
        List<String> last = announced.keys();
        if (last.isEmpty()) {
            return;
        }
        Set<String> started = new HashSet<>();
        Run<?, ?> run = job.getLastBuild();
        for (int i = 0; run != null && i < RECENT_BUILDS; i++) {
            add(started, run.getCause(FreightCause.class));
            run = run.getPreviousBuild();
        }
        for (Queue.Item item : Queue.getInstance().getItems()) {
            item.getCauses().stream()
                    .filter(FreightCause.class::isInstance)
                    .forEach(cause -> add(started, (FreightCause) cause));
        }
        // Only the newest can have been lost; the builds of others may have been deleted since.
        String newest = last.get(last.size() - 1);
        if (!started.contains(newest)) {
            announced.remove(new ArrayList<>(List.of(newest)));
        }
    }

    private static void add(Set<String> started, FreightCause cause) {
        if (cause != null) {
            started.addAll(cause.getNews());
        }
    }
}
