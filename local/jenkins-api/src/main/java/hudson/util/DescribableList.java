package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.Collection;

public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {
    protected DescribableList() {}

    public DescribableList(Saveable owner) {
        super(owner);
    }

    public DescribableList(Saveable owner, Collection<? extends T> initialList) {
        super(owner);
        initialList.forEach(super::add);
    }

    /** Puts the item in the place of those of the same class. */
    public void replace(T item) throws IOException {
        removeIf(existing -> existing.getClass() == item.getClass());
        add(item);
    }

    public T get(D descriptor) {
        for (T element : this) {
            if (element.getDescriptor() == descriptor) {
                return element;
            }
        }
        return null;
    }
}
