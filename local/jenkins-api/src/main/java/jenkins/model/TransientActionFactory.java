package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

public abstract class TransientActionFactory<T> implements ExtensionPoint {
    public abstract Class<T> type();

    public Class<? extends Action> actionType() {
        return Action.class;
    }

    @NonNull
    public abstract Collection<? extends Action> createFor(@NonNull T target);

    public static Iterable<? extends TransientActionFactory<?>> factoriesFor(
            Class<?> type, Class<? extends Action> actionType) {
        List<TransientActionFactory<?>> found = new ArrayList<>();
        for (TransientActionFactory<?> factory : ExtensionList.lookup(TransientActionFactory.class)) {
            boolean sameKind = actionType.isAssignableFrom(factory.actionType())
                    || factory.actionType().isAssignableFrom(actionType);
            if (factory.type().isAssignableFrom(type) && sameKind) {
                found.add(factory);
            }
        }
        return found;
    }
}
