package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.ChartInfo.Dependency;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fetches a chart's dependencies from HTTP repositories, OCI registries and the work dir, with their credentials. */
final class HelmDependencies {
    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127\\.[0-9.]+|\\[::1])(?::\\d+)?");

    private final StepContext context;
    private final ChartInfo chart;

    HelmDependencies(StepContext context, ChartInfo chart) {
        this.context = context;
        this.chart = chart;
    }

    /** What Chart.lock says, or the newest that Chart.yaml admits when there is no lock. */
    void build() throws StepFailure, IOException, InterruptedException {
        run("build");
    }

    /** The newest that Chart.yaml admits. */
    void update() throws StepFailure, IOException, InterruptedException {
        run("update");
    }

    private void run(String command) throws StepFailure, IOException, InterruptedException {
        LinkedHashMap<String, Credential> credentials = credentials();
        context.workspace().files(new HelmSettings(credentials));
        try {
            List<String> arguments = List.of("dependency", command, chart.path());
            try {
                Helm.TOOL.run(context, arguments, Helm.environment());
            } catch (IOException e) {
                if (!mayUsePlainHttp(e)) {
                    throw e;
                }
                List<String> plain = List.of("dependency", command, "--plain-http", chart.path());
                Helm.TOOL.run(context, plain, Helm.environment());
            }
        } catch (IOException e) {
            List<Credential> used =
                    credentials.values().stream().filter(Objects::nonNull).toList();
            String message = SecretMask.ofAll(used).mask(String.valueOf(e.getMessage()));
            throw new IOException("failed to " + command + " chart dependencies: " + message, e);
        } finally {
            context.workspace().files(HelmSettings.NONE);
        }
    }

    /** By repository, those that have none left out; a repository that needs none still stands in the map as null. */
    private LinkedHashMap<String, Credential> credentials() throws StepFailure {
        LinkedHashMap<String, Credential> credentials = new LinkedHashMap<>();
        for (Dependency dependency : chart.dependencies()) {
            String repository = dependency.repository();
            if (repository.startsWith("http://")
                    || repository.startsWith("https://")
                    || repository.startsWith("oci://")) {
                try {
                    Optional<Credential> found = context.credentials().find(repository, Access.READ);
                    credentials.put(repository, found.orElse(null));
                } catch (CredentialRefused e) {
                    throw new StepFailure(e.getMessage(), e);
                }
            }
        }
        return credentials;
    }

    /** Registries on this very machine, as for tests, speak plain HTTP; others get no credential that way. */
    private boolean mayUsePlainHttp(@NonNull IOException e) {
        return String.valueOf(e.getMessage()).contains("server gave HTTP response to HTTPS client")
                && chart.dependencies().stream()
                        .map(Dependency::repository)
                        .filter(repository -> repository.startsWith("oci://"))
                        .allMatch(
                                repository -> LOOPBACK.matcher(host(repository)).matches());
    }

    private static String host(String repository) {
        String authority = URI.create(repository).getAuthority();
        return authority == null ? "" : authority;
    }
}
