package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Full names of items, as text: relative ones, those above, and what a rename or a move makes of them. */
final class ItemNames {
    private ItemNames() {}

    /**
     * The full name that a name means in a folder's configuration, as everywhere in Jenkins: relative to the folder, from
     * the root with a leading slash, {@code ..} for the folder above. Empty stays empty.
     */
    @NonNull
    static String absolute(@NonNull String folder, @NonNull String name) {
        String text = name.strip();
        if (text.isEmpty()) {
            return "";
        }
        Deque<String> path = new ArrayDeque<>();
        for (String part : (text.startsWith("/") ? text : folder + '/' + text).split("/")) {
            if (part.equals("..")) {
                path.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                path.addLast(part);
            }
        }
        return String.join("/", path);
    }

    /** The full name of what holds the item, empty for the controller itself. */
    @NonNull
    static String parent(@NonNull String fullName) {
        int slash = fullName.lastIndexOf('/');
        return slash < 0 ? "" : fullName.substring(0, slash);
    }

    /** The folder, then each folder above it, at last the controller itself (empty). */
    @NonNull
    static List<String> upwards(@NonNull String folder) {
        List<String> names = new ArrayList<>();
        for (String name = folder; !name.isEmpty(); name = parent(name)) {
            names.add(name);
        }
        names.add("");
        return names;
    }

    static boolean isAtOrBelow(@NonNull String fullName, @NonNull String item) {
        return fullName.equals(item) || fullName.startsWith(item + '/');
    }

    /**
     * What to write in a folder's configuration instead of {@code name} after an item got another full name; the same text
     * when it means something else or still means the same item.
     *
     * @param folderBefore full name of the folder at the time the name was written
     * @param folderNow its full name now
     */
    @NonNull
    static String afterMove(
            @NonNull String name,
            @NonNull String folderBefore,
            @NonNull String folderNow,
            @NonNull String from,
            @NonNull String to) {
        String meant = absolute(folderBefore, name);
        if (meant.isEmpty() || !isAtOrBelow(meant, from)) {
            return name;
        }
        String now = to + meant.substring(from.length());
        if (absolute(folderNow, name).equals(now)) {
            return name;
        }
        return folderNow.isEmpty() || !now.startsWith(folderNow + '/')
                ? '/' + now
                : now.substring(folderNow.length() + 1);
    }
}
