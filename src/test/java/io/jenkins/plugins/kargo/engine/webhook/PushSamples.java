package io.jenkins.plugins.kargo.engine.webhook;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Pushes to repositories and registries, of every vendor: of what is watched, and of something else. */
final class PushSamples {
    private static final String GITHUB_PUSH = """
            {"ref": "%s", "forced": %s, "created": false,
             "repository": {"clone_url": "https://git.example.com/%s.git", "html_url": "https://git.example.com/%s",
               "default_branch": "trunk"},
             "commits": [{"added": [], "modified": ["%s"], "removed": []}]}""";

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

    static final String ARTIFACTORY = """
            {"domain": "docker", "event_type": "pushed", "data": {"repo_key": "shop", "image_name": "%s", "tag": "%s"},
             "jpd_origin": "https://registry.example.com"}""";

    private PushSamples() {}

    static Stream<WebhookSample> all() {
        return Stream.of(
                new WebhookSample("ping", "github", Map.of("X-GitHub-Event", "ping"), "{\"zen\": \"…\"}", Set.of()),
                github("branch and path", "shop/app", "refs/heads/main", "app/main.go", false, "branch"),
                github("path that is not included", "shop/app", "refs/heads/main", "docs/a.md", false),
                github("rewritten history hides paths", "shop/app", "refs/heads/main", "docs/a.md", true, "branch"),
                github("other branch", "shop/app", "refs/heads/dev", "app/main.go", false),
                github("tag", "Shop/App", "refs/tags/v1.2.0", "app/main.go", false, "tags"),
                github("tag outside of the constraint", "shop/app", "refs/tags/v2.0.0", "app/main.go", false),
                github("default branch", "shop/main", "refs/heads/trunk", "x", false, "default-branch"),
                github("not the default branch", "shop/main", "refs/heads/main", "x", false),
                github("unrelated", "shop/other", "refs/heads/main", "app/main.go", false),
                new WebhookSample(
                        "package",
                        "github",
                        Map.of("X-GitHub-Event", "registry_package"),
                        PACKAGE.formatted("published", "registry.example.com/shop/app:1.4.0", "1.4.0"),
                        Set.of("image")),
                new WebhookSample(
                        "package of the older registry, with a colon and no tag",
                        "github",
                        Map.of("X-GitHub-Event", "package"),
                        PACKAGE.replace("registry_package", "package")
                                .replace("CONTAINER", "docker")
                                .formatted("updated", "registry.example.com/shop/app:", "1.4.0"),
                        Set.of("image")),
                new WebhookSample(
                        "package of another type",
                        "github",
                        Map.of("X-GitHub-Event", "package"),
                        PACKAGE.replace("registry_package", "package")
                                .replace("CONTAINER", "npm")
                                .formatted("published", "registry.example.com/shop/app:1.4.0", "1.4.0"),
                        Set.of()),
                new WebhookSample(
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
                new WebhookSample("push", "dockerhub", Map.of(), HUB.formatted("latest", "shop/app"), Set.of("hub")),
                new WebhookSample("other tag", "dockerhub", Map.of(), HUB.formatted("1.0.0", "shop/app"), Set.of()),
                new WebhookSample("unrelated", "dockerhub", Map.of(), HUB.formatted("latest", "x/app"), Set.of()),
                new WebhookSample(
                        "push",
                        "quay",
                        Map.of(),
                        QUAY.formatted("registry.example.com/shop/app", "1.2.3"),
                        Set.of("image")),
                new WebhookSample("unrelated", "quay", Map.of(), QUAY.formatted("quay.io/shop/app", "1.2.3"), Set.of()),
                harbor(HARBOR.formatted("1.2.3", "shop/app", "1.2.3"), "image"),
                harbor(HARBOR.formatted("1.2.3", "shop/other", "1.2.3")),
                new WebhookSample(
                        "push", "artifactory", Map.of(), ARTIFACTORY.formatted("app", "1.2.3"), Set.of("image")),
                new WebhookSample(
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
                new WebhookSample("unrelated", "artifactory", Map.of(), ARTIFACTORY.formatted("z", "1.2.3"), Set.of()));
    }

    private static WebhookSample github(
            String name, String repository, String ref, String path, boolean forced, String... warehouses) {
        return new WebhookSample(
                name,
                "github",
                Map.of("X-GitHub-Event", "push"),
                github(repository, ref, path, forced),
                Set.of(warehouses));
    }

    private static String github(String repository, String ref, String path, boolean forced) {
        return GITHUB_PUSH.formatted(ref, forced, repository, repository, path);
    }

    private static WebhookSample gitlab(
            String event, String repository, String ref, String path, String... warehouses) {
        return new WebhookSample(
                event + ' ' + ref,
                "gitlab",
                Map.of("X-Gitlab-Event", event),
                GITLAB.formatted(ref, repository, repository, path),
                Set.of(warehouses));
    }

    private static WebhookSample gitea(String repository, String ref, String path, String... warehouses) {
        return new WebhookSample(
                repository + ' ' + path,
                "gitea",
                Map.of("X-Gitea-Event", "push"),
                GITEA.formatted(ref, repository, path),
                Set.of(warehouses));
    }

    private static WebhookSample bitbucket(String event, String body, String... warehouses) {
        return new WebhookSample(event, "bitbucket", Map.of("X-Event-Key", event), body, Set.of(warehouses));
    }

    private static WebhookSample azure(String agent, String body, String... warehouses) {
        return new WebhookSample(agent, "azure", Map.of("User-Agent", agent), body, Set.of(warehouses));
    }

    private static WebhookSample harbor(String body, String... warehouses) {
        return new WebhookSample("push", "harbor", Map.of(), body, Set.of(warehouses));
    }
}
