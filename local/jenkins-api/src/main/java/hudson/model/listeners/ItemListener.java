package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

public class ItemListener implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(ItemListener.class.getName());

    public void onCreated(Item item) {}

    public void onCheckCopy(Item src, ItemGroup parent) throws Failure {}

    public void onCopied(Item src, Item item) {
        onCreated(item);
    }

    public void onLoaded() {}

    public void onCheckDelete(Item item) throws Failure, InterruptedException {}

    public void onDeleted(Item item) {}

    public void onRenamed(Item item, String oldName, String newName) {}

    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}

    public void onUpdated(Item item) {}

    public void onBeforeShutdown() {}

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    private static void forAll(Consumer<ItemListener> call) {
        for (ItemListener listener : all()) {
            try {
                call.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> "failed to send event to " + listener.getClass());
            }
        }
    }

    public static void fireOnCreated(Item item) {
        forAll(listener -> listener.onCreated(item));
    }

    public static void fireOnCopied(Item src, Item result) {
        forAll(listener -> listener.onCopied(src, result));
    }

    public static void fireOnUpdated(Item item) {
        forAll(listener -> listener.onUpdated(item));
    }

    public static void checkBeforeDelete(Item item) throws Failure, InterruptedException {
        for (ItemListener listener : all()) {
            listener.onCheckDelete(item);
        }
    }

    public static void fireOnDeleted(Item item) {
        forAll(listener -> listener.onDeleted(item));
    }

    /** Tells that the item and everything below it is found under another name now. */
    public static void fireLocationChange(Item rootItem, String oldFullName) {
        String newFullName = rootItem.getFullName();
        String oldName = oldFullName.substring(oldFullName.lastIndexOf('/') + 1);
        String newName = rootItem.getName();
        if (!oldName.equals(newName)) {
            forAll(listener -> listener.onRenamed(rootItem, oldName, newName));
        }
        forAll(listener -> listener.onLocationChanged(rootItem, oldFullName, newFullName));
        if (rootItem instanceof ItemGroup<?> group) {
            for (Item child : group.getAllItems(Item.class)) {
                String childName = child.getFullName();
                String before = oldFullName + childName.substring(newFullName.length());
                forAll(listener -> listener.onLocationChanged(child, before, childName));
            }
        }
    }
}
