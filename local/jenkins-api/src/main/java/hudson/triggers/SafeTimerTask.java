package hudson.triggers;

import java.util.TimerTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A timer task whose exceptions are logged and do not end the timer. */
public abstract class SafeTimerTask extends TimerTask {
    private static final Logger LOGGER = Logger.getLogger(SafeTimerTask.class.getName());

    @Override
    public final void run() {
        try {
            doRun();
        } catch (Throwable t) {
            LOGGER.log(Level.SEVERE, t, () -> "Timer task " + this + " failed");
        }
    }

    protected abstract void doRun() throws Exception;
}
