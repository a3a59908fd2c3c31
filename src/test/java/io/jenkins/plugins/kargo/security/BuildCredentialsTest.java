package io.jenkins.plugins.kargo.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class BuildCredentialsTest {
    /** As that of a GitHub App does while GitHub is away. */
    private static final class Unavailable implements StandardUsernamePasswordCredentials {
        private static final long serialVersionUID = 1;

        @Override
        public String getId() {
            return "app";
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public CredentialsScope getScope() {
            return CredentialsScope.GLOBAL;
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            throw new UnsupportedOperationException("it is not shown");
        }

        @Override
        public String getUsername() {
            return "4711";
        }

        @Override
        public Secret getPassword() {
            throw new IllegalArgumentException("could not authenticate with GitHub app 4711");
        }
    }

    @Test
    void aPasswordThatCannotBeHadNowIsAnErrorThatMayPass() {
        assertThatThrownBy(() -> BuildCredentials.convert(new Unavailable()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The credential 'app' gives no password now")
                .hasMessageContaining("could not authenticate with GitHub app 4711");
    }
}
