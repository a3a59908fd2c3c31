package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;

/**
 * Tells administrators on <i>Manage Jenkins</i> that the store did not open when it was last needed. Goes away by itself
 * when the store opens: it never tries that, since it is asked for every page that an administrator sees.
 */
@Extension
public class StoreMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.StoreMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !getReason().isEmpty();
    }

    /** Why the store did not open, and what to do about it; empty when it did, or nobody has needed it yet. */
    @NonNull
    public String getReason() {
        return KargoRuntime.get().whyClosed();
    }

    /** Where the store is. */
    @NonNull
    public String getFolder() {
        return KargoRuntime.home().toString();
    }
}
