package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * Names a project on a controller: the item that owns it and its Kargo name.
 *
 * @param owner full name of the owning folder, empty for the controller itself
 * @param name the Kargo project's name
 */
public record ProjectKey(@NonNull String owner, @NonNull String name) implements Serializable {
    public ProjectKey {
        owner = Values.text(owner);
        Values.required(name, "The project's name");
    }

    /** {@code folder/sub/name}, or {@code name} at the top: what people and URLs use. */
    @NonNull
    public String path() {
        return owner.isEmpty() ? name : owner + '/' + name;
    }

    /** The inverse of {@link #path()}. */
    @NonNull
    public static ProjectKey ofPath(@NonNull String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? new ProjectKey("", path)
                : new ProjectKey(path.substring(0, slash), path.substring(slash + 1));
    }

    @Override
    public String toString() {
        return path();
    }
}
