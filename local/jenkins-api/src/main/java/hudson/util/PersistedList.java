package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A list whose changes through {@link #add}, {@link #remove} and {@link #replaceBy} save the owner. */
public class PersistedList<T> extends AbstractList<T> {
    protected Saveable owner = Saveable.NOOP;

    private final List<T> elements = new CopyOnWriteArrayList<>();

    protected PersistedList() {}

    public PersistedList(Saveable owner) {
        this.owner = owner;
    }

    public void replaceBy(Collection<? extends T> col) throws IOException {
        elements.clear();
        elements.addAll(col);
        onModified();
    }

    @NonNull
    @Override
    public Iterator<T> iterator() {
        return elements.iterator();
    }

    @Override
    public boolean add(T item) {
        elements.add(item);
        try {
            onModified();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    public <U extends T> U get(Class<U> type) {
        for (T element : elements) {
            if (type.isInstance(element)) {
                return type.cast(element);
            }
        }
        return null;
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean remove(Object o) {
        boolean removed = elements.remove(o);
        if (removed) {
            try {
                onModified();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return removed;
    }

    @Override
    public void clear() {
        elements.clear();
    }

    protected void onModified() throws IOException {
        owner.save();
    }
}
