package hudson.model;

/** Items are never updated by XML here. */
public class Items {
    public static boolean currentlyUpdatingByXml() {
        return false;
    }
}
