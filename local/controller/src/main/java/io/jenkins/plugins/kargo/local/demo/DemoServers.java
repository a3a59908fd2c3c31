package io.jenkins.plugins.kargo.local.demo;

import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.TestChart;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outside world of the demo, on loopback: git over HTTP with a password, an OCI registry, a chart repository. */
public final class DemoServers implements AutoCloseable {
    private static final String APP = "guestbook";

    private final GitHttpServer git;
    private final DockerRegistry registry;
    private final ChartRepository charts;
    private final GitFixture repository;

    public DemoServers(Path directory) throws IOException {
        git = GitHttpServer.withPassword(Files.createDirectories(directory.resolve("git")));
        registry = DockerRegistry.anonymous(Files.createDirectories(directory.resolve("registry")));
        charts = ChartRepository.anonymous();
        repository = git.create(APP);
        publishChart("1.0.0");
        publishImage("1.0.0");
        repository.commit("main", "The guestbook and its way to production", files("repository"));
    }

    public String gitRoot() {
        String url = git.url(APP);
        return url.substring(0, url.lastIndexOf('/'));
    }

    public String repositoryUrl() {
        return git.url(APP);
    }

    public String image() {
        return registry.repository(APP);
    }

    public String registryAuthority() {
        return registry.authority();
    }

    public GitFixture repository() {
        return repository;
    }

    /** @return the image's digest */
    public String publishImage(String version) {
        return registry.push(APP, version, TestImage.image("linux/amd64", Instant.now()));
    }

    public void publishChart(String version) throws IOException {
        Map<String, String> chart = files("chart/" + APP);
        chart.computeIfPresent("Chart.yaml", (name, text) -> text.replace("version: 1.0.0", "version: " + version));
        charts.publish(APP, version, TestChart.archive(APP, chart));
    }

    /** The demo's own files below the folder, with the servers' addresses put in. */
    private Map<String, String> files(String folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : DemoContent.read(folder).entrySet()) {
            files.put(
                    each.getKey(),
                    each.getValue()
                            .replace("@GIT@", gitRoot())
                            .replace("@CHARTS@", charts.url())
                            .replace("@REGISTRY@", registry.authority()));
        }
        return files;
    }

    @Override
    public void close() {
        charts.close();
        registry.close();
        git.close();
    }
}
