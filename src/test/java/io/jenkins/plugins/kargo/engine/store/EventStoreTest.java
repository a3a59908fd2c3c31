package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Event;
import org.junit.jupiter.api.Test;

class EventStoreTest extends StoreContract {
    @Test
    void eventsAreListedNewestFirst() {
        Event first = new Event(PROJECT, "FreightCreated", "a", "alice", "", NOW.plusSeconds(9));
        Event second = new Event(PROJECT, "PromotionFailed", "b", "", "bad \0 byte", NOW);
        store.events().add(first);
        store.events().add(second);
        assertThat(store.events().list(PROJECT, 9))
                .containsExactly(new Event(PROJECT, "PromotionFailed", "b", "", "bad \uFFFD byte", NOW), first);
        assertThat(store.events().list(PROJECT, 1)).hasSize(1);
    }
}
