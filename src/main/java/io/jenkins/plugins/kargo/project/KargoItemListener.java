package io.jenkins.plugins.kargo.project;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.store.ProjectStore;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Follows items that are renamed, moved, copied or deleted, in the store and in what is declared. A copied folder owns
 * none of the original's projects; what it declares, it declares about its own jobs.
 */
@Extension
public class KargoItemListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(KargoItemListener.class.getName());

    @Override
    public void onLocationChanged(@NonNull Item item, @NonNull String oldFullName, @NonNull String newFullName) {
        withStore(projects -> projects.moved(oldFullName, newFullName));
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (AbstractFolder<?> folder : Jenkins.get().allItems(AbstractFolder.class)) {
                String now = folder.getFullName();
                String before = ItemNames.isAtOrBelow(now, newFullName)
                        ? oldFullName + now.substring(newFullName.length())
                        : now;
                follow(folder, before, oldFullName, newFullName);
            }
        }
        for (GlobalDeclarations global : ExtensionList.lookup(GlobalDeclarations.class)) {
            global.moved(oldFullName, newFullName);
        }
    }

    @Override
    public void onDeleted(@NonNull Item item) {
        withStore(projects -> projects.archived(item.getFullName(), Instant.now()));
    }

    @Override
    public void onCopied(@NonNull Item source, @NonNull Item item) {
        if (!(item instanceof AbstractFolder<?> copy)) {
            return;
        }
        KargoFolderProperty property = copy.getProperties().get(KargoFolderProperty.class);
        if (property == null) {
            return;
        }
        if (copy.hasPermission(KargoPermissions.ADMINISTER)) {
            follow(copy, copy.getFullName(), source.getFullName(), copy.getFullName());
        } else {
            copy.getProperties().remove(property);
            save(copy);
        }
    }

    private static void follow(AbstractFolder<?> folder, String folderBefore, String from, String to) {
        KargoFolderProperty property = folder.getProperties().get(KargoFolderProperty.class);
        if (property != null && property.follow(folderBefore, folder.getFullName(), from, to)) {
            save(folder);
        }
    }

    private static void save(AbstractFolder<?> folder) {
        try {
            folder.save();
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The Kargo projects of folder '" + folder.getFullName()
                            + "' could not be saved: save its configuration again");
        }
    }

    private static void withStore(Consumer<ProjectStore> change) {
        try {
            change.accept(
                    ExtensionList.lookupSingleton(StoreAccess.class).store().projects());
        } catch (StoreException e) {
            LOGGER.log(Level.WARNING, e, () -> "Kargo's store did not follow a change of items");
        }
    }
}
