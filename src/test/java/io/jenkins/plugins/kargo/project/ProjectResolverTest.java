package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.ProjectStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectResolverTest {
    private static final ProjectKey GUESTBOOK = new ProjectKey("shop", "guestbook");

    @TempDir
    Path directory;

    private final List<Declaration> declared = new ArrayList<>();
    private final List<CredentialBinding> bindings = new ArrayList<>();
    private final List<SecretBinding> secrets = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private SqlKargoStore store;
    private ProjectResolver resolver;

    @BeforeEach
    void open() {
        store = SqlKargoStore.openSqlite(directory);
        resolver = new ProjectResolver(
                store.projects(),
                new Declarations() {
                    @Override
                    public List<Declaration> all() {
                        return declared;
                    }

                    @Override
                    public List<CredentialBinding> bindingsForAll() {
                        return bindings;
                    }

                    @Override
                    public boolean isThere(String job) {
                        return !gone.contains(job);
                    }

                    @Override
                    public List<SecretBinding> secretsForAll() {
                        return secrets;
                    }
                },
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aProjectsOwnSecretCountsBeforeTheOneForAllProjects() {
        SecretBinding own = new SecretBinding("slack", "", "team-slack");
        SecretBinding forAll = new SecretBinding("slack", "", "slack");
        declared.add(new Declaration(GUESTBOOK, "shop/deploy", "", "", "", Map.of(), "", List.of(), List.of(own)));
        secrets.add(forAll);

        assertThat(resolver.secrets(GUESTBOOK, "slack")).containsExactly(own);
        assertThat(resolver.secrets(new ProjectKey("shop", "other"), "slack")).containsExactly(forAll);
        assertThat(resolver.secrets(GUESTBOOK, "other")).isEmpty();
        assertThat(resolver.configJob(GUESTBOOK)).isEqualTo("shop/deploy");
    }

    @Test
    void theFirstJobThatUsesAFreeNameGetsTheProject() throws Exception {
        ProjectAccess access = resolver.resolve(job("shop/deploy"), "guestbook", null);

        assertThat(access.project()).isEqualTo(GUESTBOOK);
        assertThat(access.mayConfigure()).isTrue();
        assertThat(access.manifests()).isEqualTo(".kargo");
        assertThat(projects().find(GUESTBOOK)).as("only a claim writes").isEmpty();

        resolver.claim(access, job("shop/deploy"));
        assertThat(projects().find(GUESTBOOK))
                .get()
                .extracting(ProjectStore.ProjectRecord::configJob, ProjectStore.ProjectRecord::declared)
                .containsExactly("shop/deploy", false);
    }

    @Test
    void anotherJobOfTheFolderIsToldWhoHasTheProjectAndHowToDeclare() throws Exception {
        claimed(GUESTBOOK, "shop/deploy");

        assertThatThrownBy(() -> resolver.resolve(job("shop/other"), "guestbook", "prod"))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("belongs to the job 'shop/deploy'")
                .hasMessageContaining("Kargo projects");
    }

    @Test
    void whoIsRefusedBecauseOfAJobThatIsGoneIsToldSo() throws Exception {
        resolver.claim(resolver.resolve(job("shop/deploy"), "guestbook", null), job("shop/deploy"));
        gone.add("shop/deploy");

        assertThatThrownBy(() -> resolver.resolve(job("shop/other"), "guestbook", "prod"))
                .hasMessageContaining("belongs to the job 'shop/deploy'")
                .hasMessageEndingWith("There is no job 'shop/deploy' any more: declare another configuration job.");
    }

    @Test
    void whoClaimsTooLateIsRefused() throws Exception {
        ProjectAccess late = resolver.resolve(job("shop/other"), "guestbook", null);
        claimed(GUESTBOOK, "shop/deploy");

        assertThatThrownBy(() -> resolver.claim(late, job("shop/other")))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("belongs to the job 'shop/deploy'");
    }

    @Test
    void anArchivedProjectIsFreeAgain() throws Exception {
        claimed(GUESTBOOK, "shop/deploy");
        projects().archived("shop/deploy", Instant.now());

        ProjectAccess access = resolver.resolve(job("shop/other"), "guestbook", null);
        resolver.claim(access, job("shop/other"));

        assertThat(projects().find(GUESTBOOK))
                .get()
                .extracting(ProjectStore.ProjectRecord::configJob)
                .isEqualTo("shop/other");
    }

    @Test
    void aJobOfAnotherFolderCannotUseAProjectByItsPath() {
        claimed(GUESTBOOK, "shop/deploy");

        assertThatThrownBy(() -> resolver.resolve(job("other/deploy"), "shop/guestbook", null))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("'other/deploy' may not use it");
        assertThatThrownBy(() -> resolver.resolve(job("other/deploy"), "/shop/new", null))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("Nobody in folder 'shop' has set up");
    }

    @Test
    void theSameNameInAnotherFolderIsAnotherProject() throws Exception {
        claimed(GUESTBOOK, "shop/deploy");

        assertThat(resolver.resolve(job("other/deploy"), "guestbook", null).project())
                .isEqualTo(new ProjectKey("other", "guestbook"));
    }

    @Test
    void aDeclarationOnAFolderAboveIsFound() throws Exception {
        declare(GUESTBOOK, "shop/team/deploy", Map.of());

        assertThat(resolver.resolve(job("shop/team/deploy"), "guestbook", null).project())
                .isEqualTo(GUESTBOOK);
    }

    @Test
    void aDeclaredPromoterElsewhereMayUseTheNameAlone() throws Exception {
        declare(GUESTBOOK, "shop/deploy", Map.of("prod", List.of("ops/release")));

        ProjectAccess access = resolver.resolve(job("ops/release"), "guestbook", "prod");

        assertThat(access.project()).isEqualTo(GUESTBOOK);
        assertThat(access.mayConfigure()).isFalse();
        assertThat(access.isPreview()).isFalse();
        assertThatThrownBy(() -> resolver.resolve(job("ops/release"), "guestbook", "test"))
                .isInstanceOf(ProjectRefused.class);
    }

    @Test
    void aDeclarationTakesAProjectFromTheJobThatClaimedIt() throws Exception {
        claimed(GUESTBOOK, "shop/deploy");
        declare(GUESTBOOK, "shop/config", Map.of());

        ProjectAccess access = resolver.resolve(job("shop/config"), "guestbook", null);
        resolver.claim(access, job("shop/config"));

        assertThat(projects().find(GUESTBOOK))
                .get()
                .extracting(ProjectStore.ProjectRecord::configJob, ProjectStore.ProjectRecord::declared)
                .containsExactly("shop/config", true);
    }

    @Test
    void aJobThatIsKnownForOneProjectNeedNotNameIt() throws Exception {
        claimed(GUESTBOOK, "shop/deploy");
        claimed(new ProjectKey("shop", "cart"), "shop/cart");

        assertThat(resolver.resolve(job("shop/deploy"), null, "test").project()).isEqualTo(GUESTBOOK);
    }

    @Test
    void aJobThatCouldMeanSeveralProjectsIsAsked() {
        claimed(GUESTBOOK, "shop/deploy");
        claimed(new ProjectKey("shop", "cart"), "shop/deploy");

        assertThatThrownBy(() -> resolver.resolve(job("shop/deploy"), null, "test"))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("shop/cart, shop/guestbook")
                .hasMessageContaining("'project:'");
    }

    @Test
    void aJobThatIsKnownForNoProjectIsToldHowToMakeOne() {
        assertThatThrownBy(() -> resolver.resolve(job("shop/deploy"), null, "test"))
                .isInstanceOf(ProjectRefused.class)
                .hasMessageContaining("kargoWarehouse");
    }

    @Test
    void namesThatKargoWouldNotAcceptAreRefused() {
        for (String name : List.of("Guest Book", "-x", "shop/../..", "a_b", "x".repeat(64))) {
            assertThatThrownBy(() -> resolver.resolve(job("shop/deploy"), name, null))
                    .isInstanceOf(ProjectRefused.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void bindingsOfTheProjectComeBeforeThoseForAll() throws Exception {
        CredentialBinding own = new CredentialBinding("https://git/", "own", true, false);
        CredentialBinding all = new CredentialBinding("https://git/", "all", true, false);
        declared.add(new Declaration(GUESTBOOK, "shop/deploy", "", "", "", Map.of(), "", List.of(own), List.of()));
        bindings.add(all);

        assertThat(resolver.resolve(job("shop/deploy"), "guestbook", null).bindings())
                .containsExactly(own, all);
    }

    private ProjectStore projects() {
        return store.projects();
    }

    private void claimed(ProjectKey key, String job) {
        projects().claim(key, job, false, Instant.now());
    }

    private void declare(ProjectKey key, String configJob, Map<String, List<String>> promoters) {
        declared.add(new Declaration(key, configJob, "", "", "", promoters, "", List.of(), List.of()));
    }

    private static BuildFacts job(String name) {
        return new BuildFacts(name, ItemNames.parent(name), "", false, false, false, false);
    }
}
