package hudson.model.queue;

/** Only named in the signature of {@code Queue.Item}'s constructor. */
public final class FutureImpl {
    private FutureImpl() {}
}
