package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.verification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import org.junit.jupiter.api.Test;

class VerificationStoreTest extends StoreContract {
    @Test
    void verificationsAreStoredUpdatedAndListed() {
        VerificationRecord first = verification("1", "test", VerificationPhase.Running);
        store.verifications().add(first);
        store.verifications().add(verification("2", "uat", VerificationPhase.Failed));
        store.verifications().add(verification("3", "test", VerificationPhase.Pending));
        assertThat(store.verifications().find(PROJECT, "1")).contains(first);
        assertThat(store.verifications().latest(PROJECT).values())
                .extracting(VerificationRecord::id)
                .containsExactly("3", "2");
        assertThat(store.verifications().list(PROJECT, "test", null, 9))
                .extracting(VerificationRecord::id)
                .containsExactly("3", "1");
        assertThat(store.verifications().list(PROJECT, null, "uat.1", 9))
                .extracting(VerificationRecord::id)
                .containsExactly("2");
        assertThat(store.verifications().unfinished())
                .extracting(VerificationRecord::id)
                .containsExactly("1", "3");

        VerificationRecord settled = verification("1", "test", VerificationPhase.Successful);
        assertThat(store.verifications().update(PROJECT, "1", v -> settled)).isEqualTo(settled);
        assertThat(store.verifications().update(PROJECT, "1", v -> first)).isEqualTo(settled);
        assertThat(store.verifications().find(PROJECT, "1")).contains(settled);
        assertThatThrownBy(() -> store.verifications().add(first)).hasMessageContaining("already a verification");
        assertThatThrownBy(() -> store.verifications().update(PROJECT, "9", v -> v))
                .hasMessageContaining("no verification");
    }
}
