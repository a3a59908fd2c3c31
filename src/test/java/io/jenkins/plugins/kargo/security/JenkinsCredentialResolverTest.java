package io.jenkins.plugins.kargo.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JenkinsCredentialResolverTest {
    private static final String APP = "https://git.example.com/shop/app.git";

    private final Credentials source = new Credentials();

    @Test
    void aBindingComesBeforeTheMapOfTheStepAndBeforeDomains() throws Exception {
        source.add("bound").add("mapped").addToDomain("domain");

        assertThat(resolver(List.of(binding("https://git.example.com/", "bound", true)), Map.of(APP, "mapped"))
                        .find(APP, Access.WRITE))
                .map(Credential::id)
                .contains("bound");
    }

    @Test
    void theMapOfTheStepComesBeforeDomains() throws Exception {
        source.add("mapped").addToDomain("domain");

        assertThat(resolver(List.of(), Map.of("https://git.example.com/shop", "mapped"))
                        .find(APP, Access.WRITE))
                .map(Credential::id)
                .contains("mapped");
    }

    @Test
    void aCredentialWhoseDomainMatchesIsUsedWhenNothingIsBound() throws Exception {
        source.addToDomain("domain");

        assertThat(resolver(List.of(), Map.of()).find(APP, Access.READ))
                .map(Credential::id)
                .contains("domain");
    }

    @Test
    void withoutAnythingTheAccessIsAnonymous() throws Exception {
        assertThat(resolver(List.of(), Map.of()).find(APP, Access.WRITE)).isEmpty();
    }

    @Test
    void aSigningKeyIsBoundToAnAuthorsAddressOrToEveryAuthor() throws Exception {
        source.add("every").add("bot").addToDomain("example.com");
        List<CredentialBinding> bindings = List.of(
                binding("git-signing://", "every", true), binding("git-signing://bot@example.com", "bot", true));

        assertThat(resolver(bindings, Map.of()).signingKey("bot@example.com"))
                .map(Credential::id)
                .contains("bot");
        assertThat(resolver(bindings, Map.of()).signingKey("ada@example.com"))
                .map(Credential::id)
                .contains("every");
        assertThat(resolver(List.of(binding("https://example.com/", "every", true)), Map.of())
                        .signingKey("ada@example.com"))
                .isEmpty();
    }

    @Test
    void theMostSpecificBindingWins() throws Exception {
        source.add("host").add("team");

        assertThat(resolver(
                                List.of(
                                        binding("https://git.example.com/", "host", true),
                                        binding("https://git.example.com/shop/", "team", true)),
                                Map.of())
                        .find(APP, Access.READ))
                .map(Credential::id)
                .contains("team");
    }

    @Test
    void aBindingForReadingLeavesAWriteToTheNextSource() throws Exception {
        source.add("reader").add("writer");

        assertThat(resolver(
                                List.of(binding("https://git.example.com/", "reader", false)),
                                Map.of("https://git.example.com/", "writer"))
                        .find(APP, Access.WRITE))
                .map(Credential::id)
                .contains("writer");
    }

    @Test
    void aWriteThatOnlyAReadingBindingCoversIsRefusedInWords() {
        source.add("reader");

        assertThatThrownBy(() -> resolver(List.of(binding("https://git.example.com/", "reader", false)), Map.of())
                        .find(APP, Access.WRITE))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("'reader' is bound to the prefix 'https://git.example.com/' for reading only")
                .hasMessageContaining(APP);
    }

    @Test
    void aBoundCredentialThatIsNotThereIsRefusedWithItsIdTheUrlAndWhatToDo() {
        assertThatThrownBy(() -> resolver(List.of(binding("https://git.example.com/", "gone", true)), Map.of())
                        .find(APP, Access.READ))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("'gone'")
                .hasMessageContaining("not found or not allowed for this URL: " + APP)
                .hasMessageContaining("the job 'shop/deploy'")
                .hasMessageContaining("domain");
    }

    @Test
    void plainHttpNeedsABindingThatAllowsIt() throws Exception {
        source.add("bound");
        String url = "http://git.example.com/shop/app.git";

        assertThatThrownBy(() -> resolver(List.of(binding("http://git.example.com/", "bound", true)), Map.of())
                        .find(url, Access.READ))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("plain http");
        assertThatThrownBy(() -> resolver(List.of(), Map.of("http://git.example.com/", "bound"))
                        .find(url, Access.READ))
                .isInstanceOf(CredentialRefused.class);
        assertThat(resolver(List.of(new CredentialBinding("http://git.example.com/", "bound", true, true)), Map.of())
                        .find(url, Access.WRITE))
                .isPresent();
    }

    @Test
    void aDomainNeverAllowsPlainHttp() {
        source.addToDomain("domain");

        assertThatThrownBy(() -> resolver(List.of(), Map.of()).find("http://git.example.com/x", Access.READ))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("bind the credential");
    }

    @Test
    void aPreviewNeverGetsACredentialForWritingNorOneThatItsScriptNames() throws Exception {
        source.add("bound").add("mapped");
        JenkinsCredentialResolver preview = new JenkinsCredentialResolver(
                source,
                List.of(binding("https://git.example.com/", "bound", true)),
                List.of(argoCD("", "bound")),
                Map.of("https://evil.example.org/", "mapped"),
                "this builds the pull request PR-7");

        assertThatThrownBy(() -> preview.argoCD("")).isInstanceOf(CredentialRefused.class);
        assertThatThrownBy(() -> preview.find(APP, Access.WRITE))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("preview")
                .hasMessageContaining("PR-7");
        assertThat(source.asked).isEmpty();
        assertThat(preview.find("https://evil.example.org/x", Access.READ)).isEmpty();
        assertThat(preview.find(APP, Access.READ)).map(Credential::id).contains("bound");
    }

    @Test
    void theMaskHidesWhatWasHandedOut() throws Exception {
        source.add("bound");
        JenkinsCredentialResolver resolver =
                resolver(List.of(binding("https://git.example.com/", "bound", true)), Map.of());

        assertThat(resolver.mask().mask("secret-of-bound")).isEqualTo("secret-of-bound");
        resolver.find(APP, Access.READ);
        assertThat(resolver.mask().mask("fatal: secret-of-bound")).isEqualTo("fatal: ****");
    }

    @Test
    void messagesShowNoUserInfoAndNoQuery() {
        assertThatThrownBy(() -> resolver(List.of(binding("https://", "gone", true)), Map.of())
                        .find("https://ada:hunter2@git.example.com/x?key=hunter2", Access.READ))
                .hasMessageContaining("https://git.example.com/x")
                .hasMessageNotContaining("hunter2");
    }

    private JenkinsCredentialResolver resolver(List<CredentialBinding> declared, Map<String, String> ofStep) {
        return new JenkinsCredentialResolver(source, declared, List.of(), ofStep, null);
    }

    @Test
    void theArgoCDOfAShardComesBeforeTheOneForEveryStageAndBothBeforeBindings() throws Exception {
        source.add("eu").add("all").add("bound");
        JenkinsCredentialResolver resolver = new JenkinsCredentialResolver(
                source,
                List.of(binding("argocd://", "bound", true)),
                List.of(argoCD("", "all"), argoCD("eu", "eu"), argoCD("", "second")),
                Map.of(),
                null);
        assertThat(resolver.argoCD("eu").orElseThrow().credential().id()).isEqualTo("eu");
        assertThat(resolver.argoCD("us").orElseThrow().credential().id()).isEqualTo("all");
        assertThat(resolver.argoCD("").orElseThrow().credential().id()).isEqualTo("all");
    }

    @Test
    void aKubeconfigIsBoundToAShardOrToEveryStage() throws Exception {
        source.add("eu").add("all");
        JenkinsCredentialResolver resolver =
                resolver(List.of(binding("argocd://eu", "eu", true)), Map.of("argocd://", "all", "https://x", "other"));
        assertThat(resolver.argoCD("eu").orElseThrow().credential().id()).isEqualTo("eu");
        assertThat(resolver.argoCD("us").orElseThrow().credential().id()).isEqualTo("all");
        assertThat(resolver(List.of(), Map.of()).argoCD("")).isEmpty();
        assertThatThrownBy(() -> resolver(List.of(binding("argocd://", "gone", true)), Map.of())
                        .argoCD(""))
                .isInstanceOf(CredentialRefused.class)
                .hasMessageContaining("'gone' of the project's Argo CD was not found");
    }

    @Test
    void theSecretsInsideOfAKubeconfigAreHidden() throws Exception {
        source.add("cluster", """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}]
                users: [{name: u, user: {token: inner-t0ken}}]
                """);
        JenkinsCredentialResolver resolver = resolver(List.of(), Map.of("argocd://", "cluster"));
        resolver.argoCD("");
        assertThat(resolver.mask().mask("Bearer inner-t0ken at https://10.0.0.1:6443"))
                .isEqualTo("Bearer **** at https://10.0.0.1:6443");
    }

    private static ArgoCDBinding argoCD(String name, String id) {
        return new ArgoCDBinding(name, ArgoCDAccess.Api.KUBERNETES, "https://10.0.0.1:6443", "", id, "", false, false);
    }

    private static CredentialBinding binding(String prefix, String id, boolean write) {
        return new CredentialBinding(prefix, id, write, false);
    }

    private static final class Credentials implements CredentialSource {
        final List<String> asked = new ArrayList<>();
        private final List<Credential> byId = new ArrayList<>();
        private final List<Credential> byDomain = new ArrayList<>();

        Credentials add(String id) {
            byId.add(new Credential.Token(id, new SecretText("secret-of-" + id)));
            return this;
        }

        Credentials add(String id, String token) {
            byId.add(new Credential.Token(id, new SecretText(token)));
            return this;
        }

        Credentials addToDomain(String id) {
            byDomain.add(new Credential.Token(id, new SecretText("secret-of-" + id)));
            return this;
        }

        @Override
        public String describe() {
            return "the job 'shop/deploy'";
        }

        @Override
        public Optional<Credential> byId(String id, String url) {
            asked.add(id);
            return byId.stream()
                    .filter(credential -> credential.id().equals(id))
                    .findFirst();
        }

        @Override
        public List<Credential> byDomain(String url) {
            return byDomain;
        }
    }
}
