package io.jenkins.plugins.kargo.local;

import hudson.model.Job;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.Trigger;
import java.time.Duration;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * Runs the triggers of all jobs at their times. The system property {@code kargo.standIn.minute}, an ISO duration, makes
 * the minutes of its clock shorter, so that nobody has to wait for real ones.
 */
final class StandInTimer {
    private static final String MINUTE = "kargo.standIn.minute";
    private static final Logger LOGGER = Logger.getLogger(StandInTimer.class.getName());

    private final StandInJenkins jenkins;

    private final Calendar now = new GregorianCalendar();

    private StandInTimer(StandInJenkins jenkins) {
        this.jenkins = jenkins;
    }

    static void start(StandInJenkins jenkins) {
        long minute = Duration.parse(System.getProperty(MINUTE, "PT1M")).toMillis();
        Timer.get()
                .scheduleAtFixedRate(
                        new StandInTimer(jenkins)::minute,
                        minute - System.currentTimeMillis() % minute,
                        minute,
                        TimeUnit.MILLISECONDS);
    }

    private void minute() {
        now.add(Calendar.MINUTE, 1);
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
