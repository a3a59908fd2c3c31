package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
    protected static final long MIN = 1000 * 60;
    protected static final long HOUR = 60 * MIN;
    protected static final long DAY = 24 * HOUR;

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        long period = getRecurrencePeriod();
        return period <= 0 ? 0 : ThreadLocalRandom.current().nextLong(period);
    }

    public static ExtensionList<PeriodicWork> all() {
        return ExtensionList.lookup(PeriodicWork.class);
    }

    public static void init() {
        for (PeriodicWork work : all()) {
            Timer.get()
                    .scheduleAtFixedRate(
                            work,
                            work.getInitialDelay(),
                            Math.max(1, work.getRecurrencePeriod()),
                            TimeUnit.MILLISECONDS);
        }
    }
}
