package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Projects of one world that each have something wrong, and what a build of such a project may leave behind. */
final class BadInput implements AutoCloseable {
    static final String WAREHOUSE = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: app}
            spec:
              subscriptions:
                - git: {repoURL: @URL@, branch: main, includePaths: [app]}
            """;

    final World world;
    private final Map<String, GitFixture> repositories = new LinkedHashMap<>();
    private final Path homes;

    BadInput(Path directory) throws Exception {
        homes = directory.resolve("jenkins");
        world = new World(directory);
    }

    /** A project with a stage {@code test} of these steps, delivered by the job {@code shop/<name>}. */
    BadInput stage(String name, String steps) {
        return project(name, WAREHOUSE + World.stage("test", null, steps), world.deliveryOf(name, "test"));
    }

    BadInput project(String name, String manifests, String jenkinsfile) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".kargo/app.yaml", manifests);
        files.put("app/version", "1\n");
        GitFixture repository = world.repository(name, files);
        // git-clone would make the branch with a commit of its own.
        repository.commit("stage/test", "As it was before", Map.of("old", "old\n"));
        repositories.put(name, repository);
        world.job("shop/" + name, jenkinsfile);
        return this;
    }

    GitFixture repository(String name) {
        return repositories.get(name);
    }

    /** Lets the server refuse pushes. */
    void hook(String name, String hook, String script) throws IOException {
        Path file = repository(name).path().resolve("hooks").resolve(hook);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Runs the job: it fails with one error that holds the words, and with nothing that only its authors understand. */
    String refused(String name, String... words) throws Exception {
        Map<String, String> before = branches(name);
        World.Ended ended = world.run("shop/" + name);
        assertThat(ended.result()).as(ended.log()).isEqualTo("FAILURE");
        List<String> errors =
                ended.log().lines().filter(line -> line.startsWith("ERROR: ")).toList();
        assertThat(errors).as(ended.log()).hasSize(1);
        String error = ended.log().substring(ended.log().indexOf("ERROR: "));
        assertThat(error).contains(words);
        assertThat(ended.log())
                .doesNotContainPattern("(?m)^\\s+at [\\w.$/@]+\\(")
                .doesNotContain("Exception");
        assertThat(branches(name)).as("branches of " + name).isEqualTo(before);
        assertThat(workDirs()).isEmpty();
        return ended.log();
    }

    /** Nothing of the project is stored: neither its configuration nor Freight. */
    void nothingIsStored(String name) throws Exception {
        assertThat(api(name, "board").status()).isEqualTo(404);
    }

    int freight(String name) throws Exception {
        return api(name, "board").json().path("freight").path("freight").size();
    }

    int promotions(String name) throws Exception {
        return api(name, "promotions").json().path("promotions").size();
    }

    private JenkinsClient.Answer api(String name, String path) throws Exception {
        return world.dana().get(JenkinsClient.apiPath("shop/" + name) + path);
    }

    private Map<String, String> branches(String name) throws IOException {
        Map<String, String> branches = new TreeMap<>();
        try (Repository repository = repository(name).open()) {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                branches.put(ref.getName(), ref.getObjectId().name());
            }
        }
        return branches;
    }

    /** What promotions left beside workspaces. */
    private List<Path> workDirs() throws IOException {
        try (Stream<Path> all = Files.walk(homes.resolve("workspace"), 4)) {
            return all.filter(path -> path.getParent().endsWith("kargo")
                            && path.getParent().getParent().toString().endsWith("@tmp"))
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        world.close();
    }
}
