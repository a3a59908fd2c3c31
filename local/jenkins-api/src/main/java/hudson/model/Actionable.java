package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.TransientActionFactory;

public abstract class Actionable extends AbstractModelObject {
    private volatile CopyOnWriteArrayList<Action> actions;

    private synchronized CopyOnWriteArrayList<Action> own() {
        if (actions == null) {
            actions = new CopyOnWriteArrayList<>();
        }
        return actions;
    }

    /** The persistent actions and those that the registered {@link TransientActionFactory}s add. */
    @NonNull
    public final List<? extends Action> getAllActions() {
        return getActions(Action.class);
    }

    @NonNull
    public <T extends Action> List<T> getActions(@NonNull Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Action action : own()) {
            if (type.isInstance(action)) {
                found.add(type.cast(action));
            }
        }
        for (TransientActionFactory<?> factory : TransientActionFactory.factoriesFor(getClass(), type)) {
            for (Action action : created(factory)) {
                if (type.isInstance(action)) {
                    found.add(type.cast(action));
                }
            }
        }
        return Collections.unmodifiableList(found);
    }

    private <T> Iterable<? extends Action> created(TransientActionFactory<T> factory) {
        return factory.createFor(factory.type().cast(this));
    }

    public void addAction(@NonNull Action a) {
        own().add(a);
    }

    public void replaceAction(@NonNull Action a) {
        addOrReplaceAction(a);
    }

    public boolean addOrReplaceAction(@NonNull Action a) {
        List<Action> old = new ArrayList<>();
        boolean found = false;
        for (Action existing : own()) {
            if (existing == a) {
                found = true;
            } else if (existing.getClass() == a.getClass()) {
                old.add(existing);
            }
        }
        boolean changed = own().removeAll(old);
        if (!found) {
            addAction(a);
            changed = true;
        }
        return changed;
    }

    public boolean removeAction(@Nullable Action a) {
        return a != null && own().removeIf(existing -> existing == a);
    }

    public boolean removeActions(@NonNull Class<? extends Action> clazz) {
        return own().removeIf(clazz::isInstance);
    }

    public boolean replaceActions(@NonNull Class<? extends Action> clazz, @NonNull Action a) {
        boolean changed = own().removeIf(existing -> existing != a && clazz.isInstance(existing));
        if (!own().contains(a)) {
            addAction(a);
            changed = true;
        }
        return changed;
    }

    public <T extends Action> T getAction(Class<T> type) {
        List<T> found = getActions(type);
        return found.isEmpty() ? null : found.get(0);
    }
}
