package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What builds remember of a project, after the folder or job that it belongs to was renamed or moved. */
public final class CurrentProject {
    private static final Logger LOGGER = Logger.getLogger(CurrentProject.class.getName());

    private CurrentProject() {}

    /** The same while the store cannot be read: who goes on with it will hear why. */
    @NonNull
    public static ProjectKey of(@NonNull ProjectKey remembered) {
        try {
            return ExtensionList.lookupSingleton(StoreAccess.class)
                    .store()
                    .projects()
                    .current(remembered);
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, e, () -> "Whether " + remembered + " was moved is not known");
            return remembered;
        }
    }
}
