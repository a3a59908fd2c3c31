package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.ProjectStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says which project a build means, and how far it may act on it. A name means the nearest declaration at or above the
 * build's folder, else the project of that name in the folder itself; a path ({@code folder/name}) means what it says.
 * Blocks on the store.
 */
public final class ProjectResolver {
    /** Kubernetes' rule for the names of namespaces, which Kargo's projects are. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final ProjectStore store;
    private final Declarations declarations;
    private final Clock clock;

    ProjectResolver(ProjectStore store, Declarations declarations, Clock clock) {
        this.store = store;
        this.declarations = declarations;
        this.clock = clock;
    }

    /** With the declarations of this controller. */
    @NonNull
    public static ProjectResolver of(@NonNull ProjectStore store, @NonNull Clock clock) {
        return new ProjectResolver(store, new JenkinsDeclarations(), clock);
    }

    /**
     * @param name a project's name or path, null for the one that the job is known for
     * @param stage the stage to promote to, null when the build only discovers
     * @throws ProjectRefused in words, when the build has no business with it
     */
    @NonNull
    public ProjectAccess resolve(@NonNull BuildFacts facts, @CheckForNull String name, @CheckForNull String stage)
            throws ProjectRefused {
        ProjectKey key = name == null ? ofJob(facts) : named(facts, name);
        Declaration declaration = declarations.of(key).orElse(null);
        String owner = living(key).map(ProjectRecord::configJob).orElse(null);
        Trust trust = Trust.decide(key, facts, owner, declaration, stage);
        if (trust instanceof Trust.Refused refused) {
            throw new ProjectRefused(refused.message() + gone(declaration, owner));
        }
        String configJob = declaration != null ? declaration.configJob() : owner != null ? owner : facts.job();
        return new ProjectAccess(
                key,
                configJob,
                declaration,
                trust instanceof Trust.Preview preview ? preview.reason() : null,
                trust instanceof Trust.Trusted trusted && trusted.mayConfigure(),
                bindings(declaration));
    }

    /** A job that was deleted while the plugin was away has left its project behind; a declaration may be misspelt. */
    private String gone(@CheckForNull Declaration declaration, @CheckForNull String owner) {
        String job = declaration == null ? owner : declaration.configJob();
        if (job == null || job.isEmpty() || declarations.isThere(job)) {
            return "";
        }
        return " There is no job '" + job + "'" + (declaration == null ? " any more" : "")
                + ": declare another configuration job.";
    }

    /**
     * Makes the project the config job's in the store, when nobody has the name yet. Call for trusted builds only.
     *
     * @throws ProjectRefused when another job was quicker
     */
    public void claim(@NonNull ProjectAccess access, @NonNull BuildFacts facts) throws ProjectRefused {
        if (access.isPreview()) {
            throw new IllegalArgumentException("A preview claims nothing");
        }
        boolean declared = access.declaration() != null;
        ProjectRecord record = store.claim(access.project(), access.configJob(), declared, clock.instant());
        if (record.configJob().equals(access.configJob()) && record.declared() == declared) {
            return;
        }
        if (!declared && !record.configJob().equals(access.configJob())) {
            Trust trust = Trust.decide(access.project(), facts, record.configJob(), null, null);
            throw new ProjectRefused(trust instanceof Trust.Refused refused ? refused.message() : "");
        }
        store.reassign(access.project(), access.configJob(), declared);
    }

    private Optional<ProjectRecord> living(ProjectKey key) {
        return store.find(key).filter(record -> record.archivedAt() == null);
    }

    /** Which credentials a project's URLs get: its own bindings, then those for all projects. */
    @NonNull
    public List<CredentialBinding> bindings(@NonNull ProjectKey project) {
        return bindings(declarations.of(project).orElse(null));
    }

    /** Which Argo CDs serve a project's stages: its own, then those for all projects. */
    @NonNull
    public List<ArgoCDBinding> argoCDs(@NonNull ProjectKey project) {
        List<ArgoCDBinding> all = new ArrayList<>();
        declarations.of(project).map(Declaration::argoCDs).ifPresent(all::addAll);
        all.addAll(declarations.argoCDsForAll());
        return all;
    }

    /** What {@code secret(name)} is for the project: its own bindings of the name, else those for all projects. */
    @NonNull
    List<SecretBinding> secrets(@NonNull ProjectKey project, @NonNull String name) {
        List<SecretBinding> own = declarations.of(project).map(Declaration::secrets).orElse(List.of()).stream()
                .filter(secret -> secret.name().equals(name))
                .toList();
        return own.isEmpty()
                ? declarations.secretsForAll().stream()
                        .filter(secret -> secret.name().equals(name))
                        .toList()
                : own;
    }

    /** Full name, empty when the project has none. */
    @NonNull
    String configJob(@NonNull ProjectKey project) {
        return declarations
                .of(project)
                .map(Declaration::configJob)
                .or(() -> living(project).map(ProjectRecord::configJob))
                .orElse("");
    }

    private List<CredentialBinding> bindings(@CheckForNull Declaration declaration) {
        List<CredentialBinding> all = new ArrayList<>();
        if (declaration != null) {
            all.addAll(declaration.bindings());
        }
        all.addAll(declarations.bindingsForAll());
        return all;
    }

    private ProjectKey named(BuildFacts facts, String text) throws ProjectRefused {
        String path = ItemNames.absolute("", text);
        ProjectKey exact = ProjectKey.ofPath(check(path, text));
        if (text.contains("/")) {
            return exact;
        }
        String name = exact.name();
        List<Declaration> all = declarations.all();
        for (String folder : ItemNames.upwards(facts.folder())) {
            ProjectKey candidate = new ProjectKey(folder, name);
            if (all.stream().anyMatch(declaration -> declaration.project().equals(candidate))) {
                return candidate;
            }
        }
        ProjectKey own = new ProjectKey(facts.folder(), name);
        if (living(own).isPresent()) {
            return own;
        }
        List<ProjectKey> elsewhere = all.stream()
                .filter(declaration -> declaration.project().name().equals(name) && concerns(declaration, facts.job()))
                .map(Declaration::project)
                .distinct()
                .toList();
        return elsewhere.size() == 1 ? elsewhere.get(0) : own;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static String check(String path, String text) throws ProjectRefused {
        if (!isName(path.substring(path.lastIndexOf('/') + 1))) {
            throw new ProjectRefused("'" + text + "' cannot be the name of a Kargo project: use at most 63 lower-case "
                    + "letters, digits and dashes, beginning and ending with a letter or digit; the path of a project "
                    + "in another folder is written folder/name.");
        }
        return path;
    }

    private ProjectKey ofJob(BuildFacts facts) throws ProjectRefused {
        Set<ProjectKey> candidates = new LinkedHashSet<>();
        for (Declaration declaration : declarations.all()) {
            if (concerns(declaration, facts.job())) {
                candidates.add(declaration.project());
            }
        }
        List<ProjectRecord> living = store.all().stream()
                .filter(record -> record.archivedAt() == null)
                .toList();
        if (candidates.isEmpty()) {
            living.stream()
                    .filter(record -> record.configJob().equals(facts.job()))
                    .forEach(record -> candidates.add(record.key()));
        }
        if (candidates.isEmpty()) {
            living.stream()
                    .filter(record -> record.key().owner().equals(facts.folder()))
                    .forEach(record -> candidates.add(record.key()));
        }
        if (candidates.size() == 1) {
            return candidates.iterator().next();
        }
        throw new ProjectRefused(
                candidates.isEmpty()
                        ? "There is no Kargo project yet that the job '" + facts.job() + "' could mean: name one with "
                                + "'project:', or call kargoWarehouse on a checkout whose "
                                + Declaration.DEFAULT_MANIFESTS
                                + " folder holds a Project."
                        : "The job '" + facts.job() + "' could mean any of the projects "
                                + candidates.stream()
                                        .map(ProjectKey::path)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ": say which with 'project:'.");
    }

    private static boolean concerns(Declaration declaration, String job) {
        return declaration.configJob().equals(job)
                || declaration.runnerJob().equals(job)
                || declaration.promoters().values().stream().anyMatch(jobs -> jobs.contains(job));
    }
}
