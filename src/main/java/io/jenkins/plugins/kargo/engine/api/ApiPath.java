package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;

/**
 * The parts of a path such as {@code /projects/shop/guestbook/-/freight/abc}.
 *
 * @param project null for a path that names none
 * @param rest what follows {@code /-/}, or the whole path when it names no project
 */
record ApiPath(@CheckForNull ProjectKey project, @NonNull List<String> rest) {
    private static final String PROJECTS = "/projects/";
    private static final String SEPARATOR = "/-/";

    @NonNull
    static ApiPath parse(@NonNull String path) {
        int separator = path.indexOf(SEPARATOR);
        // An empty name, as in a//-/board, is nobody's.
        if (path.startsWith(PROJECTS) && separator > PROJECTS.length() && path.charAt(separator - 1) != '/') {
            ProjectKey project = ProjectKey.ofPath(path.substring(PROJECTS.length(), separator));
            return new ApiPath(project, segments(path.substring(separator + SEPARATOR.length())));
        }
        return new ApiPath(null, segments(path));
    }

    /** The segment, empty when the path is shorter. */
    @NonNull
    String segment(int index) {
        return index < rest.size() ? rest.get(index) : "";
    }

    int length() {
        return rest.size();
    }

    private static List<String> segments(String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    }
}
