package io.jenkins.plugins.kargo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartRepositoriesTest {
    @TempDir
    Path temp;

    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));

    private List<String> versions(ChartRepository repository, String chart, @CheckForNull Credential credential)
            throws Exception {
        return new ChartRepositories(http, temp.resolve("charts"))
                .versions(repository.url() + "/", chart, credential, false);
    }

    @Test
    void versionsAreThoseOfTheIndex() throws Exception {
        try (ChartRepository repository = ChartRepository.anonymous()) {
            repository.publish("app", "1.0.0");
            repository.publish("app", "1.1.0");
            repository.publish("other", "9.9.9");

            assertThat(versions(repository, "app", null)).containsExactlyInAnyOrder("1.0.0", "1.1.0");
            assertThat(versions(repository, "none", null)).isEmpty();
        }
    }

    @Test
    void anUnchangedIndexIsNotTransferredAgain() throws Exception {
        for (boolean etag : new boolean[] {true, false}) {
            try (ChartRepository repository = ChartRepository.anonymous()) {
                repository.validators(!etag, etag);
                repository.publish("app", "1.0.0");
                versions(repository, "app", null);
                long bytes = http.usage().bytes();

                assertThat(versions(repository, "app", null)).containsExactly("1.0.0");
                assertThat(http.usage().bytes()).isEqualTo(bytes);

                repository.publish("app", "1.1.0");
                assertThat(versions(repository, "app", null)).contains("1.1.0");
                assertThat(http.usage().bytes()).isGreaterThan(bytes);
            }
        }
    }

    @Test
    void withoutValidatorsTheIndexIsReadEachTime() throws Exception {
        try (ChartRepository repository = ChartRepository.anonymous()) {
            repository.validators(false, false);
            repository.publish("app", "1.0.0");
            versions(repository, "app", null);
            repository.publish("app", "1.1.0");

            assertThat(versions(repository, "app", null)).contains("1.1.0");
        }
    }

    @Test
    void whatOneCredentialSawIsNotShownToAnother() throws Exception {
        try (ChartRepository repository = ChartRepository.withPassword()) {
            repository.publish("app", "1.0.0");
            assertThat(versions(repository, "app", BasicCredentials.RIGHT.credential()))
                    .containsExactly("1.0.0");

            assertThatThrownBy(() -> versions(repository, "app", BasicCredentials.WRONG.credential()))
                    .hasMessageContaining("received unexpected HTTP 401")
                    .hasMessageContaining("it refuses the credential test-credential");
            assertThatThrownBy(() -> versions(repository, "app", null))
                    .hasMessageContaining("none is bound to this URL");
        }
    }

    @Test
    void aBrokenIndexIsAnErrorThatNamesTheRepositoryAndLeavesNothingBehind() throws Exception {
        try (ChartRepository repository = ChartRepository.anonymous()) {
            repository.index("this isn't yaml: [");
            assertThatThrownBy(() -> versions(repository, "app", null))
                    .hasMessageStartingWith("error unmarshaling repository index of " + repository.url());
            repository.status(404);
            assertThatThrownBy(() -> versions(repository, "app", null))
                    .hasMessageContaining("received unexpected HTTP 404");
        }
        try (Stream<Path> files = Files.list(temp.resolve("charts"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anUntrustedCertificateIsRefusedUnlessSkipped() throws Exception {
        try (ChartRepository repository = ChartRepository.https(SelfSigned.context(temp))) {
            repository.publish("app", "1.0.0");

            assertThatThrownBy(() -> versions(repository, "app", null))
                    .hasMessageContaining("error querying repository index");
            assertThat(new ChartRepositories(http, temp.resolve("charts"))
                            .versions(repository.url(), "app", null, true))
                    .containsExactly("1.0.0");
        }
    }
}
