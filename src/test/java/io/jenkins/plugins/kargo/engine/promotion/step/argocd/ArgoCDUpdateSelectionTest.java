package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.REPO;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.annotations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which Applications a name or a selector means. */
class ArgoCDUpdateSelectionTest {
    private final ArgoCDUpdateFixture at = new ArgoCDUpdateFixture();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void labelsSelectApplicationsAndThoseOfOthersAreLeftAlone() throws Exception {
        at.argo
                .application("one", REPO)
                .application("two", REPO)
                .application("three", REPO)
                .application("four", REPO);
        for (String name : List.of("one", "two", "three")) {
            at.argo.change(
                    name,
                    application -> application
                            .withObject("metadata")
                            .withObject("labels")
                            .put("team", "shop"));
        }
        at.argo.change(
                "three",
                application -> annotations(application).put("kargo.akuity.io/authorized-stage", "guestbook:prod"));
        at.argo.syncAtOnce("abc");
        String app = "{'selector': {'matchLabels': {'team': 'shop'}, 'matchExpressions': ["
                + "{'key': 'app', 'operator': 'In', 'values': ['one', 'two', 'three']},"
                + "{'key': 'app', 'operator': 'NotIn', 'values': ['two']},"
                + "{'key': 'gone', 'operator': 'DoesNotExist'}, {'key': 'team', 'operator': 'Exists'}]}}";
        assertThat(at.run(app).status()).isEqualTo(StepStatus.Running);
        StepResult done = at.run(app);
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output()).isEqualTo(Map.of("apps", List.of(Map.of("name", "one", "namespace", "argocd"))));
        assertThat(at.steps.log()).anyMatch(line -> line.startsWith("Skipping Argo CD Application \"three\""));
        assertThat(at.patches()).isEqualTo(1);
    }

    @Test
    void ofSeveralSelectedEitherAllAreUpdatedOrNone() throws Exception {
        at.argo.application("one", REPO).application("two", "https://git.example.com/other.git");
        assertThatThrownBy(() -> at.run("{'selector': {'matchExpressions': [{'key': 'app', 'operator': 'Exists'}]},"
                        + " 'sources': [{'repoURL': '" + REPO + "', 'desiredRevision': 'abc'}]}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("selected Applications must have compatible sources; 1 incompatible. "
                        + "No Applications were updated:")
                .hasMessageContaining("\"two\"");
        assertThat(at.patches()).isZero();
    }

    @Test
    void aSelectionOfNothingOrOfStrangersIsAnError() {
        String app = "{'selector': {'matchLabels': {'app': 'one'}}}";
        assertThatThrownBy(() -> at.run(app))
                .hasMessageContaining("no Argo CD Applications found matching selector in namespace \"argocd\"");
        at.argo.application("one", REPO);
        at.argo.change("one", application -> annotations(application).removeAll());
        assertThatThrownBy(() -> at.run(app))
                .hasMessage("found 1 Application(s) matching selector in namespace \"argocd\", "
                        + "but none are authorized for Stage guestbook:test");
    }

    @Test
    void whatCouldLeadElsewhereIsNoNameAndNoLabel() {
        for (String app : List.of(
                "{'name': '../secrets'}",
                "{'name': 'a', 'namespace': 'a/b'}",
                "{'selector': {'matchLabels': {'a': 'b,c=d'}}}",
                "{'selector': {'matchExpressions': [{'key': 'a)b', 'operator': 'Exists'}]}}",
                "{'selector': {'matchExpressions': [{'key': 'a', 'operator': 'In'}]}}",
                "{'selector': {'matchExpressions': [{'key': 'a', 'operator': 'Exists', 'values': ['b']}]}}")) {
            assertThatThrownBy(() -> at.run(app)).as(app).isInstanceOf(StepFailure.class);
        }
        assertThat(at.argo.server().requests()).isEmpty();
    }
}
