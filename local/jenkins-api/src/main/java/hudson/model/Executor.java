package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public class Executor extends Thread implements ModelObject {
    @NonNull
    protected final Computer owner;

    private final int number;

    public Executor(@NonNull Computer owner, int n) {
        super("Executor #" + n + " for " + owner.getDisplayName());
        this.owner = owner;
        this.number = n;
    }

    @Override
    public String getDisplayName() {
        return "Executor #" + getNumber();
    }

    public int getNumber() {
        return number;
    }

    @NonNull
    public Computer getOwner() {
        return owner;
    }

    @CheckForNull
    public static Executor currentExecutor() {
        return Thread.currentThread() instanceof Executor executor ? executor : null;
    }
}
