package hudson;

import hudson.model.Saveable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Puts off saving until a whole form is read. */
public class BulkChange implements Closeable {
    private static final ThreadLocal<Deque<BulkChange>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final Saveable saveable;

    public BulkChange(Saveable saveable) {
        this.saveable = saveable;
        OPEN.get().push(this);
    }

    public void commit() throws IOException {
        if (OPEN.get().remove(this)) {
            saveable.save();
        }
    }

    @Override
    public void close() {
        abort();
    }

    public void abort() {
        OPEN.get().remove(this);
    }

    public static boolean contains(Saveable s) {
        return OPEN.get().stream().anyMatch(change -> change.saveable == s);
    }
}
