package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kargo.engine.store.KargoStore;

/** Gives the controller's store to those who must not depend on the runtime that opens it. */
public interface StoreAccess extends ExtensionPoint {
    /**
     * Opens the store when it is not open yet, so never call it on the CPS thread.
     *
     * @throws io.jenkins.plugins.kargo.engine.store.StoreException when it cannot be opened, or is closed for good
     */
    @NonNull
    KargoStore store();
}
