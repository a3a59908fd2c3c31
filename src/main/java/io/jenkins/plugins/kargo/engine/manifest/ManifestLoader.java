package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem.Severity;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the manifests of one project. It never throws: whatever the files hold, all that is wrong is in the result, each
 * with its place. Forms that Kargo has removed are read as what has replaced them, with a warning. Safe for any thread.
 */
public final class ManifestLoader {
    private static final int MOST_PROBLEMS = 100;

    private final Capabilities capabilities;

    public ManifestLoader(@NonNull Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** Reads all manifests of a project: what they name must be among them. */
    @NonNull
    public LoadedManifests load(@NonNull List<ManifestFile> files) {
        return load(files, true);
    }

    /** Reads some manifests of a project: what they name may be elsewhere. */
    @NonNull
    public LoadedManifests loadPart(@NonNull List<ManifestFile> files) {
        return load(files, false);
    }

    private LoadedManifests load(List<ManifestFile> files, boolean complete) {
        List<Problems> ofFiles = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        for (ManifestFile file : files) {
            Problems problems = new Problems(file.path());
            ofFiles.add(problems);
            YamlReader.read(file.text(), problems)
                    .forEach(value -> documents.addAll(Kinds.unfold(value, problems, file.path())));
        }
        Loading loading = new Loading(
                capabilities,
                subscribedRepositories(documents),
                enterpriseSteps(documents),
                new LegacyStageSubscriptions(documents));
        documents.forEach(PlantedPasswords::check);
        documents.forEach(document -> Kinds.read(document, loading));
        OriginSelectors.expand(loading);
        // What stands in a file that cannot be read is unknown: not finding it would be a second error of the same
        // cause.
        if (complete && ofFiles.stream().noneMatch(Problems::hasErrors)) {
            new References(loading).check();
            new StepExpressions(capabilities).check(documents);
        }
        return new LoadedManifests(loading.configuration(), sorted(files, ofFiles, documents));
    }

    /** In the order of the files and of their lines, and of each file no more than a person reads. */
    private static List<ManifestProblem> sorted(
            List<ManifestFile> files, List<Problems> ofFiles, List<Document> documents) {
        Map<String, List<ManifestProblem>> byFile = new LinkedHashMap<>();
        files.forEach(file -> byFile.put(file.path(), new ArrayList<>()));
        ofFiles.forEach(problems -> byFile.get(problems.file()).addAll(problems.list()));
        documents.forEach(document -> byFile.get(document.problems().file())
                .addAll(document.problems().list()));
        List<ManifestProblem> all = new ArrayList<>();
        byFile.forEach((file, problems) -> {
            // An error must not hide behind warnings.
            problems.sort(Comparator.comparing(ManifestProblem::severity));
            int more = problems.size() - MOST_PROBLEMS;
            if (more > 0) {
                problems.subList(MOST_PROBLEMS, problems.size()).clear();
            }
            problems.sort(Comparator.comparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column));
            all.addAll(problems);
            if (more > 0) {
                all.add(new ManifestProblem(
                        Severity.WARNING, file, 0, 1, "", "there are " + more + " more problems in this file"));
            }
        });
        return all;
    }

    private static Set<String> subscribedRepositories(List<Document> documents) {
        Set<String> repositories = new HashSet<>();
        for (Document document : documents) {
            for (Mapping subscription : document.spec().maps("subscriptions")) {
                String url = subscription.map(SubscriptionShape.GIT).text("repoURL");
                if (!url.isEmpty()) {
                    repositories.add(GitUrls.normalize(url));
                }
            }
        }
        return repositories;
    }

    private static Set<String> enterpriseSteps(List<Document> documents) {
        Set<String> steps = new HashSet<>();
        for (Document document : documents) {
            if (document.group().equals(Kinds.ENTERPRISE) && document.kind().equals(Kinds.CUSTOM_STEP)) {
                steps.add(document.name());
            }
        }
        return steps;
    }
}
