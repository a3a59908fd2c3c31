package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Which Warehouses are being looked at by somebody who will create Freight. For this controller; safe for any thread. */
final class Underway {
    private record Key(ProjectKey project, String warehouse) {}

    private final Map<Key, Set<CountDownLatch>> running = new ConcurrentHashMap<>();

    /** The work of one; {@link #close()} ends it. */
    interface Work extends AutoCloseable {
        @Override
        void close();
    }

    @NonNull
    Work begin(@NonNull ProjectKey project, @NonNull String warehouse) {
        Key key = new Key(project, warehouse);
        CountDownLatch end = new CountDownLatch(1);
        running.compute(key, (any, before) -> {
            Set<CountDownLatch> all = before == null ? ConcurrentHashMap.newKeySet() : before;
            all.add(end);
            return all;
        });
        return () -> {
            running.computeIfPresent(key, (any, all) -> {
                all.remove(end);
                return all.isEmpty() ? null : all;
            });
            end.countDown();
        };
    }

    /** Waits for those that work on it now, not for later ones. Work ends by itself: discovery has a time limit. */
    void awaitThose(@NonNull ProjectKey project, @NonNull String warehouse) throws InterruptedException {
        for (CountDownLatch end : List.copyOf(running.getOrDefault(new Key(project, warehouse), Set.of()))) {
            end.await();
        }
    }
}
