package io.jenkins.plugins.kargo.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every receiver with what its vendor sends: for a repository that is watched, another one, and with a wrong signature. */
class WebhooksTest {
    private static final SecretText SECRET = new SecretText("s3cret");

    /** A Warehouse for each kind of subscription and selection that events can meet. */
    private static final String WAREHOUSES = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: branch, labels: {team: shop}}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/app.git", branch: main, includePaths: [app]}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: tags}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/app", commitSelectionStrategy: SemVer, semverConstraint: ^1}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: image}
            spec:
              subscriptions:
                - image: {repoURL: registry.example.com/shop/app, constraint: ^1.0.0}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: hub}
            spec:
              subscriptions:
                - image: {repoURL: shop/app, imageSelectionStrategy: Digest, constraint: latest}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: chart}
            spec:
              subscriptions:
                - chart: {repoURL: "oci://registry.example.com/shop/charts/app"}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: default-branch}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/main.git"}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: shop}
            spec:
              webhookReceivers:
                - name: any
                  generic:
                    secretRef: {name: hook}
                    actions:
                      - action: Refresh
                        whenExpression: request.header('X-Event') == 'published' && request.params('dry') != 'yes'
                        targetSelectionCriteria:
                          - kind: Warehouse
                            indexSelector:
                              matchIndices:
                                - key: subscribedURLs
                                  operator: Equals
                                  value: "${{ normalizeImage(request.body.image) }}"
                          - kind: Warehouse
                            name: "${{ request.body.warehouse }}"
                            labelSelector: {matchLabels: {team: shop}}
            """;

    private static final Configuration CONFIGURATION = configuration();

    private static Configuration configuration() {
        LoadedManifests loaded = new ManifestLoader(new Capabilities(Set.of(), Set.of()))
                .load(List.of(new ManifestFile("shop.yaml", WAREHOUSES)));
        assertThat(loaded.errors()).isEmpty();
        return loaded.configuration();
    }

    private record Sample(String name, String type, Map<String, String> headers, String body, Set<String> warehouses) {
        @Override
        public String toString() {
            return type + ": " + name;
        }
    }

    private static final String GITHUB_PUSH = """
            {"ref": "%s", "forced": %s, "created": false,
             "repository": {"clone_url": "https://git.example.com/%s.git", "html_url": "https://git.example.com/%s",
               "default_branch": "trunk"},
             "commits": [{"added": [], "modified": ["%s"], "removed": []}]}""";

    private static String github(String repository, String ref, String path, boolean forced) {
        return GITHUB_PUSH.formatted(ref, forced, repository, repository, path);
    }

    private static final String PACKAGE = """
            {"action": "%s", "registry_package": {"package_type": "CONTAINER", "package_version": {
             "package_url": "%s", "container_metadata": {"tag": {"name": "%s", "digest": "sha256:00"}}}}}""";

    private static final String GITLAB = """
            {"object_kind": "push", "before": "95790bf891e7", "after": "da1560886d4f", "ref": "%s",
             "project": {"git_http_url": "https://git.example.com/%s.git", "git_ssh_url": "git@git.example.com:%s.git",
               "default_branch": "trunk"},
             "commits": [{"added": ["%s"], "modified": [], "removed": []}], "total_commits_count": 1}""";

    private static final String GITEA = """
            {"ref": "%s", "before": "28e1879d029c", "after": "bffeb74224043",
             "repository": {"clone_url": "https://git.example.com/%s.git", "default_branch": "trunk"},
             "commits": [{"added": [], "removed": ["%s"], "modified": []}], "total_commits": 1}""";

    private static final String BITBUCKET_CLOUD = """
            {"repository": {"links": {"html": {"href": "https://git.example.com/%s"}}},
             "push": {"changes": [{"new": {"type": "%s", "name": "%s"}, "old": null}]}}""";

    private static final String BITBUCKET_SERVER = """
            {"eventKey": "repo:refs_changed", "repository": {"slug": "app", "links": {"clone": [
              {"href": "https://git.example.com/%s.git", "name": "http"}]}},
             "changes": [{"ref": {"id": "%s", "type": "BRANCH"}, "type": "UPDATE"}]}""";

    private static final String ACR = """
            {"action": "%s", "target": {"repository": "%s", "tag": "%s"}, "request": {"host": "registry.example.com"}}""";

    private static final String DEVOPS = """
            {"eventType": "git.push", "resource": {"refUpdates": [{"name": "%s"}],
             "repository": {"remoteUrl": "https://git.example.com/%s", "defaultBranch": "refs/heads/trunk"}}}""";

    private static final String HUB = """
            {"push_data": {"tag": "%s", "pusher": "x"}, "repository": {"repo_name": "%s", "namespace": "shop"}}""";

    private static final String QUAY = """
            {"name": "app", "repository": "shop/app", "docker_url": "%s", "updated_tags": ["%s"]}""";

    private static final String HARBOR = """
            {"type": "PUSH_ARTIFACT", "event_data": {"resources": [{"digest": "sha256:00", "tag": "%s",
              "resource_url": "registry.example.com/%s:%s"}], "repository": {"repo_full_name": "shop/app"}}}""";

    private static final String ARTIFACTORY = """
            {"domain": "docker", "event_type": "pushed", "data": {"repo_key": "shop", "image_name": "%s", "tag": "%s"},
             "jpd_origin": "https://registry.example.com"}""";

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("ping", "github", Map.of("X-GitHub-Event", "ping"), "{\"zen\": \"…\"}", Set.of()),
                github("branch and path", "shop/app", "refs/heads/main", "app/main.go", false, "branch"),
                github("path that is not included", "shop/app", "refs/heads/main", "docs/a.md", false),
                github("rewritten history hides paths", "shop/app", "refs/heads/main", "docs/a.md", true, "branch"),
                github("other branch", "shop/app", "refs/heads/dev", "app/main.go", false),
                github("tag", "Shop/App", "refs/tags/v1.2.0", "app/main.go", false, "tags"),
                github("tag outside of the constraint", "shop/app", "refs/tags/v2.0.0", "app/main.go", false),
                github("default branch", "shop/main", "refs/heads/trunk", "x", false, "default-branch"),
                github("not the default branch", "shop/main", "refs/heads/main", "x", false),
                github("unrelated", "shop/other", "refs/heads/main", "app/main.go", false),
                new Sample(
                        "package",
                        "github",
                        Map.of("X-GitHub-Event", "registry_package"),
                        PACKAGE.formatted("published", "registry.example.com/shop/app:1.4.0", "1.4.0"),
                        Set.of("image")),
                new Sample(
                        "package of the older registry, with a colon and no tag",
                        "github",
                        Map.of("X-GitHub-Event", "package"),
                        PACKAGE.replace("registry_package", "package")
                                .replace("CONTAINER", "docker")
                                .formatted("updated", "registry.example.com/shop/app:", "1.4.0"),
                        Set.of("image")),
                new Sample(
                        "package of another type",
                        "github",
                        Map.of("X-GitHub-Event", "package"),
                        PACKAGE.replace("registry_package", "package")
                                .replace("CONTAINER", "npm")
                                .formatted("published", "registry.example.com/shop/app:1.4.0", "1.4.0"),
                        Set.of()),
                new Sample(
                        "deleted package",
                        "github",
                        Map.of("X-GitHub-Event", "registry_package"),
                        PACKAGE.formatted("deleted", "registry.example.com/shop/app:1.4.0", "1.4.0"),
                        Set.of()),
                gitlab("Push Hook", "shop/app", "refs/heads/main", "app/x", "branch"),
                gitlab("Tag Push Hook", "shop/app", "refs/tags/1.0.0", "", "tags"),
                gitlab("Push Hook", "shop/main", "refs/heads/trunk", "x", "default-branch"),
                gitlab("Push Hook", "shop/main", "refs/heads/main", "x"),
                gitlab("Push Hook", "shop/other", "refs/heads/main", "app/x"),
                gitea("shop/app", "refs/heads/main", "app/x", "branch"),
                gitea("shop/app", "refs/heads/main", "other/x"),
                gitea("shop/main", "refs/heads/trunk", "x", "default-branch"),
                gitea("shop/main", "refs/heads/main", "x"),
                gitea("shop/other", "refs/heads/main", "app/x"),
                bitbucket("repo:push", BITBUCKET_CLOUD.formatted("shop/app", "branch", "main"), "branch"),
                bitbucket("repo:push", BITBUCKET_CLOUD.formatted("shop/app", "tag", "v1.0.1"), "tags"),
                // Bitbucket does not say which branch is the default one: any may be.
                bitbucket("repo:push", BITBUCKET_CLOUD.formatted("shop/main", "branch", "any"), "default-branch"),
                bitbucket("repo:push", BITBUCKET_CLOUD.formatted("shop/other", "branch", "main")),
                bitbucket("repo:refs_changed", BITBUCKET_SERVER.formatted("shop/app", "refs/heads/main"), "branch"),
                bitbucket("diagnostics:ping", "{\"test\": true}"),
                azure("AzureContainerRegistry/1.0", ACR.formatted("push", "shop/app", "1.0.1"), "image"),
                azure("AzureContainerRegistry/1.0", ACR.formatted("push", "shop/app", "2.0.0")),
                azure("AzureContainerRegistry/1.0", ACR.formatted("chart_push", "shop/charts/app", "0.1.0"), "chart"),
                azure("AzureContainerRegistry/1.0", ACR.formatted("push", "shop/other", "1.0.1")),
                azure("AzureContainerRegistry/1.0", "{\"action\": \"ping\"}"),
                azure("VSServices/19", DEVOPS.formatted("refs/heads/main", "shop/app"), "branch"),
                azure("VSServices/19", DEVOPS.formatted("refs/heads/trunk", "shop/main"), "default-branch"),
                azure("VSServices/19", DEVOPS.formatted("refs/heads/main", "shop/main")),
                azure("VSServices/19", DEVOPS.formatted("refs/heads/main", "shop/other")),
                new Sample("push", "dockerhub", Map.of(), HUB.formatted("latest", "shop/app"), Set.of("hub")),
                new Sample("other tag", "dockerhub", Map.of(), HUB.formatted("1.0.0", "shop/app"), Set.of()),
                new Sample("unrelated", "dockerhub", Map.of(), HUB.formatted("latest", "x/app"), Set.of()),
                new Sample(
                        "push",
                        "quay",
                        Map.of(),
                        QUAY.formatted("registry.example.com/shop/app", "1.2.3"),
                        Set.of("image")),
                new Sample("unrelated", "quay", Map.of(), QUAY.formatted("quay.io/shop/app", "1.2.3"), Set.of()),
                harbor(HARBOR.formatted("1.2.3", "shop/app", "1.2.3"), "image"),
                harbor(HARBOR.formatted("1.2.3", "shop/other", "1.2.3")),
                new Sample("push", "artifactory", Map.of(), ARTIFACTORY.formatted("app", "1.2.3"), Set.of("image")),
                new Sample(
                        "chart below folders",
                        "artifactory",
                        Map.of(),
                        ARTIFACTORY
                                .replace(
                                        "\"data\": {",
                                        "\"data\": {\"image_type\": \"oci\","
                                                + " \"path\": \"charts/app/1.2.3/manifest.json\", ")
                                .formatted("app", "1.2.3"),
                        Set.of("chart")),
                new Sample("unrelated", "artifactory", Map.of(), ARTIFACTORY.formatted("z", "1.2.3"), Set.of()));
    }

    private static Sample github(
            String name, String repository, String ref, String path, boolean forced, String... warehouses) {
        return new Sample(
                name,
                "github",
                Map.of("X-GitHub-Event", "push"),
                github(repository, ref, path, forced),
                Set.of(warehouses));
    }

    private static Sample gitlab(String event, String repository, String ref, String path, String... warehouses) {
        return new Sample(
                event + ' ' + ref,
                "gitlab",
                Map.of("X-Gitlab-Event", event),
                GITLAB.formatted(ref, repository, repository, path),
                Set.of(warehouses));
    }

    private static Sample gitea(String repository, String ref, String path, String... warehouses) {
        return new Sample(
                repository + ' ' + path,
                "gitea",
                Map.of("X-Gitea-Event", "push"),
                GITEA.formatted(ref, repository, path),
                Set.of(warehouses));
    }

    private static Sample bitbucket(String event, String body, String... warehouses) {
        return new Sample(event, "bitbucket", Map.of("X-Event-Key", event), body, Set.of(warehouses));
    }

    private static Sample azure(String agent, String body, String... warehouses) {
        return new Sample(agent, "azure", Map.of("User-Agent", agent), body, Set.of(warehouses));
    }

    private static Sample harbor(String body, String... warehouses) {
        return new Sample("push", "harbor", Map.of(), body, Set.of(warehouses));
    }

    private static WebhookReceiver receiver(String type) {
        return new WebhookReceiver("hook", type, "hook", "", List.of());
    }

    /** What the sender adds, with the secret that it knows. */
    private static Map<String, String> signed(Sample sample, SecretText secret) {
        Map<String, String> headers = new LinkedHashMap<>(sample.headers());
        String hmac = Signatures.hmac(sample.body().getBytes(StandardCharsets.UTF_8), secret);
        switch (sample.type()) {
            case "github", "gitea" -> headers.put("X-Hub-Signature-256", "sha256=" + hmac);
            case "bitbucket" -> headers.put("X-Hub-Signature", "sha256=" + hmac);
            case "gitlab" -> headers.put("X-Gitlab-Token", secret.reveal());
            case "harbor" -> headers.put("Authorization", secret.reveal());
            case "artifactory" -> headers.put("X-Jfrog-Event-Auth", hmac);
            default -> {}
        }
        return headers;
    }

    private static WebhookRequest request(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new WebhookRequest(lists, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Webhooks.Outcome send(String type, Map<String, String> headers, String body) throws WebhookRefused {
        return Webhooks.receive(receiver(type), SECRET, request(headers, body), CONFIGURATION);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void exactlyTheWarehousesThatTheEventConcernsAreRefreshed(Sample sample) throws Exception {
        assertThat(send(sample.type(), signed(sample, SECRET), sample.body()).warehouses())
                .isEqualTo(sample.warehouses());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWrongOrMissingSignatureIsRefused(Sample sample) {
        if (Set.of("azure", "dockerhub", "quay").contains(sample.type())) {
            // These sign nothing: their address is the secret.
            return;
        }
        for (Map<String, String> headers : List.of(signed(sample, new SecretText("guessed")), sample.headers())) {
            assertThatThrownBy(() -> send(sample.type(), headers, sample.body()))
                    .isInstanceOfSatisfying(
                            WebhookRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401))
                    .hasMessageNotContaining("s3cret");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aChangedBodyOrOneThatIsTooLargeOrNoJsonIsRefused(Sample sample) {
        Sample broken = new Sample(sample.name(), sample.type(), sample.headers(), "{", Set.of());
        assertThatThrownBy(() -> send(sample.type(), signed(broken, SECRET), broken.body()))
                .isInstanceOfSatisfying(
                        WebhookRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
        String large = " ".repeat(WebhookRequest.MAX_BODY + 1);
        assertThatThrownBy(() -> send(sample.type(), sample.headers(), large))
                .isInstanceOfSatisfying(
                        WebhookRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
    }

    @Test
    void eventsThatNobodySubscribedForAreNamedWithTheStatusThatKargoGives() {
        String replication = "{\"type\": \"REPLICATION\"}";
        String pushed = "{\"domain\": \"docker\", \"event_type\": \"pushed\", \"data\": {\"image_type\": \"npm\"}}";
        List<Sample> samples = List.of(
                new Sample("issues 400", "github", Map.of("X-GitHub-Event", "issues"), "{}", Set.of()),
                new Sample("Job Hook 400", "gitlab", Map.of("X-Gitlab-Event", "Job Hook"), "{}", Set.of()),
                new Sample("release 501", "gitea", Map.of("X-Gitea-Event", "release"), "{}", Set.of()),
                new Sample("repo:fork 400", "bitbucket", Map.of("X-Event-Key", "repo:fork"), "{}", Set.of()),
                new Sample("quarantine 400", "azure", Map.of("User-Agent", "AzureContainerRegistry/1"), """
                        {"action": "quarantine"}""", Set.of()),
                new Sample("REPLICATION 400", "harbor", Map.of(), replication, Set.of()),
                new Sample("docker pushed of npm 501", "artifactory", Map.of(), pushed, Set.of()));
        for (Sample sample : samples) {
            String event = sample.name().substring(0, sample.name().length() - 4);
            int status = Integer.parseInt(sample.name().substring(sample.name().length() - 3));
            assertThatThrownBy(() -> send(sample.type(), signed(sample, SECRET), sample.body()))
                    .isInstanceOfSatisfying(
                            WebhookRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status))
                    .hasMessage("event type " + event + " is not supported");
        }
    }

    @ParameterizedTest
    @MethodSource("closedPullRequests")
    void aClosedPullRequestWakesWhatWaitsForExactlyThatOne(Sample closed) throws Exception {
        Webhooks.Outcome outcome = send(closed.type(), signed(closed, SECRET), closed.body());

        assertThat(outcome.pullRequests()).singleElement().satisfies(request -> {
            assertThat(request.number()).isEqualTo(7);
            assertThat(request.urls()).allMatch(url -> GitUrls.names(url, "https://git.example.com/scm/shop/app.git"));
        });
        assertThat(outcome.warehouses()).isEmpty();
    }

    private static Stream<Sample> closedPullRequests() {
        String url = "https://git.example.com/scm/shop/app.git";
        return Stream.of(
                new Sample("closed", "github", Map.of("X-GitHub-Event", "pull_request"), """
                        {"action": "closed", "pull_request": {"number": 7, "merged": true},
                         "repository": {"clone_url": "%s"}}""".formatted(url), Set.of()),
                new Sample(
                        "merged",
                        "gitlab",
                        Map.of("X-Gitlab-Event", "Merge Request Hook"),
                        """
                        {"object_attributes": {"action": "merge", "iid": 7, "id": 99},
                         "project": {"git_http_url": "%s"}}""".formatted(url),
                        Set.of()),
                new Sample("closed", "gitea", Map.of("X-Gitea-Event", "pull_request"), """
                        {"action": "closed", "number": 7, "pull_request": {"id": 99, "number": 7},
                         "repository": {"clone_url": "%s"}}""".formatted(url), Set.of()),
                new Sample(
                        "fulfilled",
                        "bitbucket",
                        Map.of("X-Event-Key", "pullrequest:fulfilled"),
                        """
                        {"pullrequest": {"id": 7}, "repository": {"links": {"html": {"href": "%s"}}}}""".formatted(url),
                        Set.of()),
                new Sample("merged", "bitbucket", Map.of("X-Event-Key", "pr:merged"), """
                        {"pullRequest": {"id": 7, "toRef": {"repository": {"links": {"clone": [{"href": "%s"}]}}}}}""".formatted(url), Set.of()),
                new Sample("declined without links", "bitbucket", Map.of("X-Event-Key", "pr:declined"), """
                        {"pullRequest": {"id": 7, "toRef": {"repository":
                          {"slug": "app", "project": {"key": "SHOP"}}}}}""", Set.of()),
                new Sample("merged", "azure", Map.of("User-Agent", "VSServices/19"), """
                        {"eventType": "git.pullrequest.merged", "resource": {"pullRequestId": 7,
                          "repository": {"remoteUrl": "%s"}}}""".formatted(url), Set.of()));
    }

    @Test
    void aPushOfDataCenterWithoutLinksIsKnownByProjectAndSlug() throws Exception {
        Sample push = new Sample("", "bitbucket", Map.of("X-Event-Key", "repo:refs_changed"), """
                {"repository": {"slug": "app", "project": {"key": "SHOP"}},
                 "changes": [{"ref": {"id": "refs/heads/main", "type": "BRANCH"}, "type": "UPDATE"}]}""", Set.of());
        assertThat(send("bitbucket", signed(push, SECRET), push.body()).warehouses())
                .containsExactly("branch");
        Sample other =
                new Sample("", "bitbucket", push.headers(), push.body().replace("\"app\"", "\"my-app\""), Set.of());
        assertThat(send("bitbucket", signed(other, SECRET), other.body()).warehouses())
                .isEmpty();
        Sample nameless =
                new Sample("", "bitbucket", push.headers(), "{\"repository\": {}, \"changes\": []}", Set.of());
        assertThatThrownBy(() -> send("bitbucket", signed(nameless, SECRET), nameless.body()))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("links, or project.key and slug");
    }

    @Test
    void aVirtualRepositoryOfArtifactoryHasItsOwnName() throws Exception {
        Sample push = new Sample("", "artifactory", Map.of(), ARTIFACTORY.formatted("app", "1.2.3"), Set.of());
        WebhookReceiver virtual = new WebhookReceiver("hook", "artifactory", "hook", "virtual", List.of());

        assertThat(Webhooks.receive(virtual, SECRET, request(signed(push, SECRET), push.body()), CONFIGURATION)
                        .warehouses())
                .isEmpty();
    }

    @Test
    void aGenericReceiverSelectsByExpressions() throws Exception {
        WebhookReceiver generic = CONFIGURATION.webhookReceivers().get(0);
        Map<String, List<String>> published = Map.of("x-event", List.of("published"));
        byte[] image = "{\"image\": \"registry.example.com/shop/app:9\"}".getBytes(StandardCharsets.UTF_8);
        byte[] named = "{\"image\": \"x\", \"warehouse\": \"branch\"}".getBytes(StandardCharsets.UTF_8);
        byte[] unlabelled = "{\"image\": \"x\", \"warehouse\": \"tags\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(generic(generic, new WebhookRequest(published, Map.of(), image)))
                .containsExactly("image");
        assertThat(generic(generic, new WebhookRequest(published, Map.of(), named)))
                .containsExactly("branch");
        assertThat(generic(generic, new WebhookRequest(published, Map.of(), unlabelled)))
                .isEmpty();
        assertThat(generic(generic, new WebhookRequest(Map.of(), Map.of(), image)))
                .isEmpty();
        assertThat(generic(generic, new WebhookRequest(published, Map.of("dry", List.of("yes")), image)))
                .isEmpty();
        assertThatThrownBy(() -> generic(
                        generic, new WebhookRequest(published, Map.of(), "[1".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(WebhookRefused.class);
    }

    private static Set<String> generic(WebhookReceiver receiver, WebhookRequest request) throws WebhookRefused {
        return Webhooks.receive(receiver, SECRET, request, CONFIGURATION).warehouses();
    }

    private static final String ACTIONS = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: shop}
            spec:
              webhookReceivers:
                - name: any
                  generic:
                    secretRef: {name: hook}
                    actions:
                      - action: Refresh
                        whenExpression: request.body.missing.deep == 'x'
                        targetSelectionCriteria: [{kind: Warehouse, name: hub}]
                      - action: Refresh
                        whenExpression: "false"
                        targetSelectionCriteria: [{kind: Warehouse, name: tags}]
                      - action: Refresh
                        parameters: {team: "${{ request.body.team }}", repository: shop/main}
                        whenExpression: params.team == 'shop'
                        targetSelectionCriteria:
                          - kind: Warehouse
                            labelSelector:
                              matchLabels: {team: "${{ params.team }}"}
                              matchExpressions: [{key: team, operator: In, values: ["${{ params.team }}"]}]
                          - kind: Warehouse
                            indexSelector:
                              matchIndices:
                                - key: subscribedURLs
                                  operator: Equals
                                  value: "https://git.example.com/${{ params.repository }}"
            """;

    @Test
    void anActionThatFailsDoesNotKeepTheOthersFromTheirsAndParametersAreSeenByAllTexts() throws Exception {
        LoadedManifests loaded = new ManifestLoader(new Capabilities(Set.of(), Set.of()))
                .load(List.of(new ManifestFile("hook.yaml", ACTIONS)));
        assertThat(loaded.problems()).isEmpty();

        Webhooks.Outcome outcome = Webhooks.receive(
                loaded.configuration().webhookReceivers().get(0),
                SECRET,
                request(Map.of(), "{\"team\": \"shop\"}"),
                CONFIGURATION);

        assertThat(outcome.warehouses()).containsExactlyInAnyOrder("branch", "default-branch");
        assertThat(outcome.status()).isEqualTo(500);
        assertThat(outcome.answer().get("results"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(result -> result.get("result"))
                .containsExactly("Error", "NotApplicable", "Success");
        assertThat(outcome.answer().toString())
                .contains("Error evaluating whenExpression", "Refreshed 2 of 2 selected resources", "name=branch");
    }

    @Test
    void theAddressDependsOnProjectReceiverAndSecret() {
        ProjectKey project = new ProjectKey("", "shop");
        String id = Webhooks.id(project, receiver("github"), SECRET);

        assertThat(id).matches("[0-9a-f]{64}").isEqualTo(Webhooks.id(project, receiver("gitlab"), SECRET));
        assertThat(id)
                .isNotEqualTo(Webhooks.id(new ProjectKey("a", "shop"), receiver("github"), SECRET))
                .isNotEqualTo(Webhooks.id(project, receiver("github"), new SecretText("other")));
    }

    @Test
    void theSecretIsFoundByKargosKeyOrAsTheOnlyText() {
        assertThat(Webhooks.secret(receiver("gitlab"), Map.of("secret-token", SECRET)))
                .contains(SECRET);
        assertThat(Webhooks.secret(receiver("github"), Map.of("token", SECRET))).contains(SECRET);
        assertThat(Webhooks.secret(receiver("github"), Map.of("username", SECRET)))
                .isEmpty();
    }
}
