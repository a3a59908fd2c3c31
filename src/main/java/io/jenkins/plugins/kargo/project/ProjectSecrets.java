package io.jenkins.plugins.kargo.project;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.SecretUnavailable;
import io.jenkins.plugins.kargo.security.ItemSecrets;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;

/**
 * The secrets that administrators bound to projects. A credential counts where the folder that owns the project may use
 * it; for a project at the top, where its configuration job may. Safe for many threads; blocks on the store.
 */
public final class ProjectSecrets implements SecretSource {
    /** An old value that nothing reads any more need not be hidden for ever. */
    private static final int REMEMBERED = 100;

    private final ProjectResolver projects;
    private final Map<ProjectKey, Set<SecretText>> givenOut = new ConcurrentHashMap<>();
    private final Map<ProjectKey, SecretMask> masks = new ConcurrentHashMap<>();

    public ProjectSecrets(@NonNull ProjectResolver projects) {
        this.projects = projects;
    }

    @Override
    public Map<String, SecretText> find(ProjectKey project, String name) {
        List<SecretBinding> bindings = projects.secrets(project, name);
        if (bindings.isEmpty()) {
            return null;
        }
        Map<String, SecretText> values;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            values = ItemSecrets.of(bindings, item(project, name));
        }
        remember(project, values);
        return values;
    }

    private Item item(ProjectKey project, String name) {
        String path = project.owner().isEmpty() ? projects.configJob(project) : project.owner();
        Item item = path.isEmpty() ? null : Jenkins.get().getItemByFullName(path);
        if (item == null || !project.owner().isEmpty() && !(item instanceof AbstractFolder)) {
            throw new SecretUnavailable("secret \"" + name + "\" cannot be looked up: there is no item '" + path
                    + "' that owns the project " + project);
        }
        return item;
    }

    /** Names of users are no secrets, and hiding them would hide ordinary words. */
    private void remember(ProjectKey project, Map<String, SecretText> values) {
        masks.compute(project, (key, before) -> {
            Set<SecretText> all = givenOut.computeIfAbsent(project, any -> new LinkedHashSet<>());
            boolean more = false;
            for (Map.Entry<String, SecretText> value : values.entrySet()) {
                more |= !value.getKey().equals("username") && all.add(value.getValue());
            }
            while (all.size() > REMEMBERED) {
                all.remove(all.iterator().next());
            }
            return more || before == null ? SecretMask.ofTexts(all) : before;
        });
    }

    @Override
    @NonNull
    public SecretMask mask(@NonNull ProjectKey project) {
        return masks.getOrDefault(project, SecretMask.NONE);
    }
}
