package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.ProxyConfiguration;
import hudson.model.AbstractCIBase;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.PermissionScope;
import hudson.security.SecurityRealm;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The controller. A subclass supplies items, nodes, queue, realm and authorization; what it does not supply throws
 * {@link UnsupportedOperationException}. Constructing one makes it the instance that {@link #get()} returns.
 */
public class Jenkins extends AbstractCIBase implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final Permission ADMINISTER = Permission.HUDSON_ADMINISTER;
    public static final Permission MANAGE =
            new Permission(Permission.HUDSON_PERMISSIONS, "Manage", null, ADMINISTER, false, new PermissionScope[] {
                PermissionScope.JENKINS
            });
    public static final Permission SYSTEM_READ =
            new Permission(Permission.HUDSON_PERMISSIONS, "SystemRead", null, ADMINISTER, false, new PermissionScope[] {
                PermissionScope.JENKINS
            });
    public static final Permission READ =
            new Permission(Permission.HUDSON_PERMISSIONS, "Read", null, Permission.READ, PermissionScope.JENKINS);
    public static final Authentication ANONYMOUS2 = new AnonymousAuthenticationToken(
            "anonymous", "anonymous", List.of(new SimpleGrantedAuthority("anonymous")));

    private static volatile Jenkins theInstance;

    public final File root;
    public volatile ProxyConfiguration proxy;

    private final ServletContext servletContext;
    private final Map<Class<?>, ExtensionList<?>> extensionLists = new ConcurrentHashMap<>();
    private volatile boolean terminating;

    @SuppressWarnings("this-escape")
    protected Jenkins(File root, ServletContext context) throws IOException, InterruptedException {
        this.root = root;
        this.servletContext = context;
        theInstance = this;
    }

    @NonNull
    public static Jenkins get() throws IllegalStateException {
        Jenkins instance = getInstanceOrNull();
        if (instance == null) {
            throw new IllegalStateException("Jenkins.instance is missing. Read the documentation of"
                    + " Jenkins.getInstanceOrNull to see what you are doing wrong.");
        }
        return instance;
    }

    @CheckForNull
    public static Jenkins getInstanceOrNull() {
        return theInstance;
    }

    @NonNull
    public static Authentication getAuthentication2() {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        return current == null ? ANONYMOUS2 : current;
    }

    public ServletContext getServletContext() {
        return servletContext;
    }

    @CheckForNull
    public ProxyConfiguration getProxy() {
        return proxy;
    }

    public void setProxy(@CheckForNull ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    @SuppressWarnings("unchecked")
    public <T> ExtensionList<T> getExtensionList(Class<T> extensionType) {
        return (ExtensionList<T>)
                extensionLists.computeIfAbsent(extensionType, type -> ExtensionList.create(this, type));
    }

    @CheckForNull
    public Descriptor getDescriptor(Class<? extends Describable> type) {
        for (Descriptor descriptor : getExtensionList(Descriptor.class)) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        return null;
    }

    @NonNull
    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        Descriptor descriptor = getDescriptor(type);
        if (descriptor == null) {
            throw new AssertionError(type + " is missing its descriptor");
        }
        return descriptor;
    }

    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        for (Descriptor descriptor : getExtensionList(Descriptor.class)) {
            if (descriptor.getClass() == type) {
                return type.cast(descriptor);
            }
        }
        return null;
    }

    @NonNull
    @Override
    public String getNodeName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @NonNull
    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    @Override
    public File getRootDir() {
        return root;
    }

    @Override
    public FilePath getRootPath() {
        return new FilePath(getRootDir());
    }

    @Override
    public Launcher createLauncher(TaskListener listener) {
        return new Launcher.LocalLauncher(listener);
    }

    @Override
    public FilePath getWorkspaceFor(TopLevelItem item) {
        return getRootPath().child("workspace").child(item.getFullName());
    }

    @Nullable
    public String getRootUrl() throws IllegalStateException {
        return null;
    }

    @Override
    public List<TopLevelItem> getItems() {
        throw new UnsupportedOperationException("this controller has no items");
    }

    @Override
    public TopLevelItem getItem(String name) throws AccessDeniedException {
        throw new UnsupportedOperationException("this controller has no items");
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(new File(root, "jobs"), child.getName());
    }

    @Override
    public void onDeleted(TopLevelItem item) throws IOException {
        throw new UnsupportedOperationException("this controller has no items");
    }

    @CheckForNull
    public Item getItemByFullName(String fullName) {
        return getItemByFullName(fullName, Item.class);
    }

    /** There are no agents here: the controller is the only node, and it is not found by a name. */
    @CheckForNull
    public Node getNode(String name) {
        return null;
    }

    public List<Node> getNodes() {
        return List.of();
    }

    @CheckForNull
    public <T extends Item> T getItemByFullName(@NonNull String fullName, Class<T> type) throws AccessDeniedException {
        ItemGroup<?> group = this;
        Item found = null;
        for (String name : fullName.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            if (group == null) {
                return null;
            }
            found = group.getItem(name);
            group = found instanceof ItemGroup<?> below ? below : null;
        }
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @CheckForNull
    public Computer getComputer(@NonNull String name) {
        throw new UnsupportedOperationException("this controller has no computers");
    }

    @CheckForNull
    public User getUser(String name) {
        return User.getById(name, true);
    }

    public Queue getQueue() {
        throw new UnsupportedOperationException("this controller has no queue");
    }

    public SecurityRealm getSecurityRealm() {
        throw new UnsupportedOperationException("this controller has no security realm");
    }

    public AuthorizationStrategy getAuthorizationStrategy() {
        throw new UnsupportedOperationException("this controller has no authorization strategy");
    }

    @NonNull
    @Override
    public ACL getACL() {
        return getAuthorizationStrategy().getRootACL();
    }

    public boolean isTerminating() {
        return terminating;
    }

    public void cleanUp() {
        terminating = true;
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException("this controller is not saved");
    }

    public static void checkGoodName(String name) throws Failure {
        if (name == null || name.isEmpty()) {
            throw new Failure("No name is specified");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new Failure("‘" + name + "’ is not an allowed name");
        }
        for (char c : name.toCharArray()) {
            if (Character.isISOControl(c)) {
                throw new Failure("No control code is allowed: " + name);
            }
            if ("?*/\\%!@#$^&|<>[]:;".indexOf(c) >= 0) {
                throw new Failure("‘" + c + "’ is an unsafe character");
            }
        }
    }
}
