package hudson.slaves;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import java.io.Closeable;
import java.util.HashSet;
import java.util.Set;

public final class WorkspaceList {
    public static final String COMBINATOR = System.getProperty(WorkspaceList.class.getName(), "@");
    public static final String TMP_DIR_SUFFIX = COMBINATOR + "tmp";

    private final Set<FilePath> inUse = new HashSet<>();

    public abstract static class Lease implements Closeable {
        @NonNull
        public final FilePath path;

        protected Lease(@NonNull FilePath path) {
            this.path = path;
        }

        public abstract void release();

        @Override
        public void close() {
            release();
        }

        public static Lease createDummyLease(@NonNull FilePath p) {
            return new Lease(p) {
                @Override
                public void release() {}
            };
        }
    }

    /** A directory nobody else uses: the wished one, else the same name with {@code @2}, {@code @3} and so on. */
    public synchronized Lease allocate(@NonNull FilePath base) throws InterruptedException {
        FilePath candidate = base;
        for (int i = 2; inUse.contains(candidate); i++) {
            candidate = base.withSuffix(COMBINATOR + i);
        }
        inUse.add(candidate);
        return lease(candidate);
    }

    private Lease lease(FilePath path) {
        return new Lease(path) {
            @Override
            public void release() {
                synchronized (WorkspaceList.this) {
                    inUse.remove(path);
                }
            }
        };
    }

    @CheckForNull
    public static FilePath tempDir(FilePath ws) {
        return ws.sibling(ws.getName() + TMP_DIR_SUFFIX);
    }
}
