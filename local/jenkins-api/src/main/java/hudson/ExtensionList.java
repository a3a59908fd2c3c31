package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import jenkins.model.Jenkins;

/** Every extension of one type: those that sezpoz indexed, then those added by hand; the highest ordinal first. */
public class ExtensionList<T> extends AbstractList<T> {
    @CheckForNull
    public final Jenkins jenkins;

    public final Class<T> extensionType;

    private final List<ExtensionComponent<T>> added = new ArrayList<>();
    private volatile List<ExtensionComponent<T>> components;

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {
        this.jenkins = jenkins;
        this.extensionType = extensionType;
    }

    @CheckForNull
    public <U extends T> U get(@NonNull Class<U> type) {
        for (T extension : this) {
            if (extension.getClass() == type) {
                return type.cast(extension);
            }
        }
        return null;
    }

    @NonNull
    public <U extends T> U getInstance(@NonNull Class<U> type) throws IllegalStateException {
        for (T extension : this) {
            if (extension.getClass() == type) {
                return type.cast(extension);
            }
        }
        throw new IllegalStateException(
                "The class " + type.getName() + " was not found among the extensions of " + extensionType.getName());
    }

    @NonNull
    @Override
    public Iterator<T> iterator() {
        List<T> instances = new ArrayList<>();
        for (ExtensionComponent<T> component : getComponents()) {
            instances.add(component.getInstance());
        }
        return Collections.unmodifiableList(instances).iterator();
    }

    public List<ExtensionComponent<T>> getComponents() {
        List<ExtensionComponent<T>> known = components;
        if (known == null) {
            synchronized (this) {
                known = components;
                if (known == null) {
                    known = sort(load());
                    components = known;
                }
            }
        }
        return known;
    }

    @Override
    public T get(int index) {
        return getComponents().get(index).getInstance();
    }

    @Override
    public int size() {
        return getComponents().size();
    }

    @Override
    public synchronized boolean remove(Object o) {
        boolean removed = added.removeIf(component -> component.getInstance().equals(o));
        List<ExtensionComponent<T>> rest = new ArrayList<>(getComponents());
        removed |= rest.removeIf(component -> component.getInstance().equals(o));
        components = rest;
        return removed;
    }

    @Override
    public boolean removeAll(Collection<?> c) {
        boolean removed = false;
        for (Object o : c) {
            removed |= remove(o);
        }
        return removed;
    }

    @Override
    public final T remove(int index) {
        T instance = get(index);
        remove(instance);
        return instance;
    }

    @Override
    public synchronized void add(int index, T element) {
        added.add(new ExtensionComponent<>(element));
        components = null;
    }

    protected List<ExtensionComponent<T>> load() {
        List<ExtensionComponent<T>> found = new ArrayList<>(ExtensionIndex.find(extensionType));
        found.addAll(added);
        return found;
    }

    protected List<ExtensionComponent<T>> sort(List<ExtensionComponent<T>> r) {
        List<ExtensionComponent<T>> sorted = new ArrayList<>(r);
        Collections.sort(sorted);
        return sorted;
    }

    public static <T> ExtensionList<T> create(Jenkins jenkins, Class<T> type) {
        return new ExtensionList<>(jenkins, type);
    }

    @NonNull
    public static <T> ExtensionList<T> lookup(Class<T> type) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null ? create(null, type) : jenkins.getExtensionList(type);
    }

    @NonNull
    public static <U> U lookupSingleton(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    @NonNull
    public static <U> U lookupFirst(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.isEmpty()) {
            throw new IllegalStateException("Found no instances of " + type.getName());
        }
        return all.get(0);
    }
}
