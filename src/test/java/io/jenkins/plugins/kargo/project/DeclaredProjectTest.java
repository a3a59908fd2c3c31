package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredProjectTest {
    @Test
    void namesOfJobsAreRelativeToTheFolderThatDeclares() {
        DeclaredProject project = project();

        Declaration declaration = project.toDeclaration("shop");

        assertThat(declaration.project()).isEqualTo(new ProjectKey("shop", "guestbook"));
        assertThat(declaration.configJob()).isEqualTo("shop/deploy");
        assertThat(declaration.runnerJob()).isEqualTo("ops/run");
        assertThat(declaration.effectiveRunnerJob()).isEqualTo("ops/run");
        assertThat(declaration.promoters())
                .containsEntry("prod", List.of("shop/release"))
                .containsEntry("*", List.of("ops/any"));
        assertThat(declaration.manifests()).isEqualTo(".kargo");
        assertThat(declaration.bindings())
                .containsExactly(new CredentialBinding("https://git.example.com/", "git-bot", true, false));
    }

    @Test
    void theGlobalConfigurationNamesTheOwner() {
        DeclaredProject project = project();
        project.setOwner("/shop");

        assertThat(project.toDeclaration(null).project()).isEqualTo(new ProjectKey("shop", "guestbook"));
        assertThat(project.toDeclaration(null).configJob()).isEqualTo("deploy");
    }

    @Test
    void renamesAreFollowed() {
        DeclaredProject project = project();

        assertThat(project.follow("shop", "shop", "shop/deploy", "shop/ship")).isTrue();
        assertThat(project.follow("shop", "shop", "ops", "operations")).isTrue();
        assertThat(project.follow("shop", "shop", "elsewhere", "nowhere")).isFalse();

        assertThat(project.getConfigJob()).isEqualTo("ship");
        assertThat(project.getRunnerJob()).isEqualTo("/operations/run");
        assertThat(project.getPromoters())
                .extracting(DeclaredPromoter::getJob)
                .containsExactly("release", "/operations/any");
    }

    @Test
    void theOwnerOfAGlobalDeclarationIsFollowed() {
        DeclaredProject project = new DeclaredProject("guestbook", "shop/deploy");
        project.setOwner("shop");

        assertThat(project.follow("", "", "shop", "store")).isTrue();

        assertThat(project.toDeclaration(null).project()).isEqualTo(new ProjectKey("store", "guestbook"));
        assertThat(project.toDeclaration(null).configJob()).isEqualTo("store/deploy");
    }

    @Test
    void secretsAreBoundByName() {
        DeclaredProject project = project();
        DeclaredSecret secret = new DeclaredSecret(" slack ", "slack-token");
        secret.setKey("webhook");
        project.setSecrets(List.of(secret));

        assertThat(project.toDeclaration("shop").secrets())
                .containsExactly(new SecretBinding("slack", "webhook", "slack-token"));
    }

    @Test
    void argoCDsAreDeclaredWithTheProject() {
        DeclaredArgoCD argoCD = new DeclaredArgoCD(" argocd-token ");
        argoCD.setName("eu");
        argoCD.setApi(ArgoCDAccess.Api.ARGOCD);
        argoCD.setServer("https://argocd.example.com ");
        argoCD.setNamespace("gitops");
        DeclaredProject project = new DeclaredProject("guestbook", "deploy");
        project.setArgoCDs(List.of(argoCD, new DeclaredArgoCD("kubeconfig")));
        assertThat(project.toDeclaration("shop").argoCDs())
                .containsExactly(
                        new ArgoCDBinding(
                                "eu",
                                ArgoCDAccess.Api.ARGOCD,
                                "https://argocd.example.com",
                                "gitops",
                                "argocd-token",
                                "",
                                false,
                                false),
                        new ArgoCDBinding("", ArgoCDAccess.Api.KUBERNETES, "", "", "kubeconfig", "", false, false));
        project.setArgoCDs(null);
        assertThat(project.getArgoCDs()).isEmpty();
    }

    @Test
    void blanksCountAsNothing() {
        DeclaredProject project = new DeclaredProject(" guestbook ", null);
        project.setPromoters(null);
        project.setBindings(null);
        project.setSecrets(null);
        project.setRunnerJob("  ");

        assertThat(project.getName()).isEqualTo("guestbook");
        assertThat(project.toDeclaration("shop").runnerJob()).isEmpty();
        assertThat(new DeclaredPromoter("", "x").getStage()).isEqualTo("*");
    }

    private static DeclaredProject project() {
        DeclaredProject project = new DeclaredProject("guestbook", "deploy");
        project.setRunnerJob("/ops/run");
        project.setPromoters(List.of(new DeclaredPromoter("prod", "release"), new DeclaredPromoter(null, "/ops/any")));
        DeclaredBinding binding = new DeclaredBinding("https://git.example.com/", "git-bot");
        binding.setWrite(true);
        project.setBindings(List.of(binding));
        return project;
    }
}
