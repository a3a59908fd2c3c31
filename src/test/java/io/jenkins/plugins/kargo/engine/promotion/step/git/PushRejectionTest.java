package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushRejectionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ! [rejected]        HEAD -> main (non-fast-forward)",
                "To https://h/r.git\n ! [rejected]        abc -> main (fetch first)\nerror: failed to push some refs",
                " ! [rejected]        HEAD -> main (stale info)",
                " ! [remote rejected] HEAD -> main (cannot lock ref 'refs/heads/main': is at 1a but expected 2b)",
                " ! [remote rejected] HEAD -> main (failed to update ref)",
                " ! [remote rejected] HEAD -> main (incorrect old value provided)",
                " ! [remote rejected] HEAD -> main (failed to lock)",
                " ! [remote rejected] HEAD -> main (lock failure)",
                " ! [remote rejected] x -> b (reference already exists)",
                " ! [remote rejected] HEAD -> main (TF401028: The reference 'refs/heads/main' has already been updated"
                        + " by another client, so you cannot update it. Please try again.)",
                " ! [remote rejected] HEAD -> main (unable to create '/srv/r.git/refs/heads/main.lock': File exists)",
                " ! [remote failure]  HEAD -> main (remote ref updated since checkout)"
            })
    void theBranchMoved(String output) {
        assertThat(PushRejection.isStale(output)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ! [remote rejected] HEAD -> main (pre-receive hook declined)",
                " ! [remote rejected] HEAD -> main (protected branch hook declined)",
                " ! [rejected]        v1 -> v1 (already exists)",
                "fatal: Authentication failed for 'https://h/r.git/'",
                "fatal: the remote end hung up unexpectedly",
                "remote: please fetch first (fetch first)"
            })
    void anythingElseIsNotTriedAgain(String output) {
        assertThat(PushRejection.isStale(output)).isFalse();
    }
}
