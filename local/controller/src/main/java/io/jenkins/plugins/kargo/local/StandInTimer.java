package io.jenkins.plugins.kargo.local;

import hudson.model.Job;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.Trigger;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/** Runs the triggers of all jobs at their times. */
final class StandInTimer {
    private static final Logger LOGGER = Logger.getLogger(StandInTimer.class.getName());

    private final StandInJenkins jenkins;

    private StandInTimer(StandInJenkins jenkins) {
        this.jenkins = jenkins;
    }

    static void start(StandInJenkins jenkins) {
        Timer.get()
                .scheduleAtFixedRate(
                        new StandInTimer(jenkins)::minute,
                        TimeUnit.MINUTES.toMillis(1) - System.currentTimeMillis() % TimeUnit.MINUTES.toMillis(1),
                        TimeUnit.MINUTES.toMillis(1),
                        TimeUnit.MILLISECONDS);
    }

    private void minute() {
        Calendar now = new GregorianCalendar();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (StandInJob job : jenkins.allItems(StandInJob.class)) {
                job.getTriggers().values().forEach(trigger -> run(job, trigger, now));
            }
        }
    }

    private static void run(Job<?, ?> job, Trigger<?> trigger, Calendar now) {
        try {
            if (CronTabList.create(trigger.getSpec(), Hash.from(job.getFullName()))
                    .check(now)) {
                trigger.run();
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "A trigger of " + job.getFullName() + " failed");
        }
    }
}
