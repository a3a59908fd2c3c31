package hudson.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import jenkins.model.RunAction2;

public class CauseAction implements RunAction2 {
    private final List<Cause> causes;

    public CauseAction(Cause c) {
        this(List.of(c));
    }

    public CauseAction(Cause... c) {
        this(Arrays.asList(c));
    }

    public CauseAction(Collection<? extends Cause> causes) {
        this.causes = new ArrayList<>(causes);
    }

    public CauseAction(CauseAction ca) {
        this(ca.causes);
    }

    public List<Cause> getCauses() {
        return Collections.unmodifiableList(causes);
    }

    public <T extends Cause> T findCause(Class<T> type) {
        for (Cause cause : causes) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Cause";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "cause";
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        for (Cause cause : causes) {
            cause.onLoad(owner);
        }
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        for (Cause cause : causes) {
            cause.onAddedTo(owner);
        }
    }
}
