package hudson.scm;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;

public abstract class SCM implements ExtensionPoint {
    @NonNull
    public String getKey() {
        return getClass().getName();
    }
}
