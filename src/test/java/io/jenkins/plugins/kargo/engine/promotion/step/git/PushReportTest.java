package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushReportTest {
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
                " ! [remote failure]  HEAD -> main (remote ref updated since checkout)",
                "error: failed to push\nTo h\n!\t1a:refs/heads/main\t[rejected] (fetch first)\nDone",
                "!\t1a:refs/heads/main\t[remote rejected] (cannot lock ref 'refs/heads/main': is at 1a)\nDone"
            })
    void theBranchMoved(String output) {
        assertThat(PushReport.isStale(output)).isTrue();
    }

    @Test
    void aRefusalIsToldInTheServersWords() {
        String output = """
                git push failed with exit code 1: remote: no ticket       \s
                remote: in the message
                To https://h/r.git
                 ! [remote rejected] 1a2b -> main (pre-receive hook declined)
                error: failed to push some refs to 'https://h/r.git'
                """;

        assertThat(PushReport.words(output, "branch main of https://h/r.git"))
                .isEqualTo("the server refuses branch main of https://h/r.git (pre-receive hook declined);"
                        + " it says: no ticket\nin the message");
    }

    @Test
    void aRefusalOfPorcelainIsToldTheSame() {
        String output = """
                git push failed with exit code 1: remote: no ticket       \s
                error: failed to push some refs to 'https://h/r.git'
                To https://h/r.git
                !\t1a2b:refs/heads/main\t[remote rejected] (pre-receive hook declined)
                Done""";
        assertThat(PushReport.words(output, "branch main"))
                .isEqualTo("the server refuses branch main (pre-receive hook declined); it says: no ticket");
    }

    @Test
    void whatTheRemoteHadBeforeIsUpToDate() {
        assertThat(PushReport.isUpToDate("To h\n=\t1a:refs/heads/main\t[up to date]\nDone\n"))
                .isTrue();
        assertThat(PushReport.isUpToDate("To h\n*\t1a:refs/heads/main\t[new branch]\nDone\n"))
                .isFalse();
        assertThat(PushReport.isUpToDate("To h\n \t1a:refs/heads/main\t1a..2b\nDone\n"))
                .isFalse();
        assertThat(PushReport.isUpToDate("To h\n+\t1a:refs/heads/main\t1a...2b (forced update)\nDone\n"))
                .isFalse();
    }

    @Test
    void aProtectedBranchComesWithAdvice() {
        assertThat(PushReport.words(" ! [remote rejected] HEAD -> main (protected branch hook declined)", "main"))
                .contains("(protected branch hook declined)\nThe branch is protected: allow");
    }

    @Test
    void whateverElseGitSaysStaysAsItIs() {
        assertThat(PushReport.words("fatal: the remote end hung up", "main"))
                .isEqualTo("fatal: the remote end hung up");
        assertThat(PushReport.words("!\t1a:refs/heads/main\t[rejected] (fetch first)\nDone", "main"))
                .isEqualTo("!\t1a:refs/heads/main\t[rejected] (fetch first)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ! [remote rejected] HEAD -> main (pre-receive hook declined)",
                " ! [remote rejected] HEAD -> main (protected branch hook declined)",
                " ! [rejected]        v1 -> v1 (already exists)",
                "!\trefs/tags/v1:refs/tags/v1\t[rejected] (already exists)\nDone",
                "fatal: Authentication failed for 'https://h/r.git/'",
                "fatal: the remote end hung up unexpectedly",
                "remote: please fetch first (fetch first)"
            })
    void anythingElseIsNotTriedAgain(String output) {
        assertThat(PushReport.isStale(output)).isFalse();
    }
}
