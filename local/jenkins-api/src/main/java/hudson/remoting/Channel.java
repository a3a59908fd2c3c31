package hudson.remoting;

/** Only named in signatures: there are no agents here. */
public class Channel implements VirtualChannel {
    private Channel() {}

    @Override
    public <V, T extends Throwable> V call(Callable<V, T> callable) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join(long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T export(Class<T> type, T instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void syncLocalIO() {
        throw new UnsupportedOperationException();
    }
}
