package io.jenkins.plugins.kargo.local;

import com.cloudbees.hudson.plugins.folder.Folder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.kargo.config.KargoGlobalConfiguration;
import io.jenkins.plugins.kargo.project.DeclaredBinding;
import io.jenkins.plugins.kargo.project.DeclaredSecret;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** The controller of the stand-in: items, users and credentials are those of the {@link Setup}. */
public final class StandInJenkins extends Jenkins {
    private final Map<String, TopLevelItem> items = Collections.synchronizedMap(new LinkedHashMap<>());
    private final StandInRealm realm = new StandInRealm();
    private final StandInAuthorization authorization = new StandInAuthorization();
    private final Queue queue = new StandInQueue();
    private final StandInComputer computer;
    private volatile String rootUrl;

    StandInJenkins(File home, Setup setup) throws IOException, InterruptedException {
        super(home, null);
        computer = new StandInComputer(this, setup.executors());
        apply(setup);
    }

    /** Takes over a changed setup. Items that it no longer names stay until the next start. */
    void apply(Setup setup) throws IOException {
        realm.apply(setup);
        authorization.apply(setup);
        StandInCredentials.apply(setup);
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (Setup.ItemDefinition definition : setup.items()) {
                define(definition);
            }
        }
    }

    /** What an administrator enters under Manage Jenkins; loopback is where the stand-in's whole world is. */
    void configure(Setup setup) {
        KargoGlobalConfiguration configuration = KargoGlobalConfiguration.get();
        configuration.setAllowLoopback(true);
        configuration.setPlainHttpRegistries(setup.plainHttpRegistries());
        configuration.setCredentials(
                setup.bindings().stream().map(StandInJenkins::binding).toList());
        configuration.setSecrets(
                setup.secrets().stream().map(StandInJenkins::secret).toList());
    }

    private static DeclaredSecret secret(Setup.BoundSecret secret) {
        DeclaredSecret declared = new DeclaredSecret(secret.name(), secret.credentialsId());
        declared.setKey(secret.key());
        return declared;
    }

    private static DeclaredBinding binding(Setup.Binding binding) {
        DeclaredBinding declared = new DeclaredBinding(binding.urlPrefix(), binding.credentialsId());
        declared.setWrite(binding.write());
        declared.setPlainHttp(binding.plainHttp());
        return declared;
    }

    private void define(Setup.ItemDefinition definition) throws IOException {
        int slash = definition.name().lastIndexOf('/');
        String name = definition.name().substring(slash + 1);
        Item parent = slash < 0 ? null : getItemByFullName(definition.name().substring(0, slash), Item.class);
        if (slash >= 0 && !(parent instanceof ItemGroup)) {
            throw new IOException("The setup lists '" + definition.name() + "' before its folder");
        }
        ItemGroup<?> group = parent == null ? this : (ItemGroup<?>) parent;
        Item known = group.getItem(name);
        if (known instanceof StandInJob job) {
            job.redefine(definition);
        } else if (known == null) {
            TopLevelItem made = definition.kind().equals("job")
                    ? new StandInJob(group, name, definition)
                    : new StandInFolder(group, name);
            if (group == this) {
                items.put(name, made);
            } else {
                ((StandInFolder) group).put(name, made);
            }
        }
    }

    void startTriggers() throws IOException {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (StandInJob job : allItems(StandInJob.class)) {
                job.startTriggers();
            }
        }
    }

    StandInComputer computer() {
        return computer;
    }

    StandInRealm realm() {
        return realm;
    }

    void setRootUrl(String url) {
        rootUrl = url;
    }

    @Override
    public String getRootUrl() {
        return rootUrl;
    }

    @Override
    public String getDisplayName() {
        return "built-in node";
    }

    @Override
    public List<TopLevelItem> getItems() {
        synchronized (items) {
            return items.values().stream()
                    .filter(item -> item.hasPermission(Item.READ))
                    .toList();
        }
    }

    @Override
    @CheckForNull
    public TopLevelItem getItem(String name) {
        TopLevelItem item = items.get(name);
        return item != null && item.hasPermission(Item.READ) ? item : null;
    }

    @Override
    public void onDeleted(TopLevelItem item) {
        items.remove(item.getName());
    }

    @Override
    public FilePath getWorkspaceFor(TopLevelItem item) {
        return getRootPath().child("workspace").child(item.getFullName().replace('/', '_'));
    }

    @Override
    public Computer getComputer(String name) {
        return name.isEmpty() || name.equals("(built-in)") ? computer : null;
    }

    @Override
    public Queue getQueue() {
        return queue;
    }

    @Override
    public SecurityRealm getSecurityRealm() {
        return realm;
    }

    @Override
    public AuthorizationStrategy getAuthorizationStrategy() {
        return authorization;
    }

    /** A folder, or a multibranch project, whose children are branches. */
    @SuppressWarnings("unchecked")
    static final class StandInFolder extends Folder {
        StandInFolder(ItemGroup<?> parent, String name) {
            super(parent, name);
        }

        void put(String name, TopLevelItem item) {
            items.put(name, item);
        }
    }
}
