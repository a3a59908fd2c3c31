package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitOnAgentTest {
    @Test
    void aPolicyOfOneOptionIsTaken() {
        assertThat(GitOnAgent.sshOptions("-o StrictHostKeyChecking=yes", false))
                .containsExactly("-o", "StrictHostKeyChecking=yes");
    }

    @Test
    void severalOptionsAreTakenApart() {
        assertThat(GitOnAgent.sshOptions("-o StrictHostKeyChecking=accept-new -o HashKnownHosts=yes", false))
                .containsExactly("-o", "StrictHostKeyChecking=accept-new", "-o", "HashKnownHosts=yes");
    }

    @Test
    void theQuotesOfAPathAreMeantForAShellThatIsNotThere() {
        assertThat(GitOnAgent.sshOptions(
                        "-o StrictHostKeyChecking=yes  -o UserKnownHostsFile=\\\"\"\"/w/a@tmp/known_hosts7\\\"\"\"",
                        false))
                .containsExactly("-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=/w/a@tmp/known_hosts7");
        assertThat(GitOnAgent.sshOptions("-o UserKnownHostsFile=\"/w/my job/known_hosts\"", false))
                .containsExactly("-o", "UserKnownHostsFile=\"/w/my job/known_hosts\"");
    }

    @Test
    void backslashesAreThePathOnWindows() {
        assertThat(GitOnAgent.sshOptions("-o UserKnownHostsFile=C:\\w\\known_hosts", true))
                .containsExactly("-o", "UserKnownHostsFile=C:\\w\\known_hosts");
    }

    @Test
    void noPolicyIsNoOption() {
        assertThat(GitOnAgent.sshOptions("", false)).isEmpty();
    }
}
