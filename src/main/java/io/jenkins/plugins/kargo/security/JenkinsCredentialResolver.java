package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.kargo.engine.kube.Kubeconfig;
import io.jenkins.plugins.kargo.engine.kube.KubeconfigException;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the credential for a URL: the project's bindings first, then the step's {@code credentials} map, then Jenkins
 * credentials whose domain names the URL's host. In each the most specific prefix wins. A credential without domain
 * specification is used only when a binding or the map names it. Safe for many threads.
 */
public final class JenkinsCredentialResolver implements CredentialResolver {
    private final CredentialSource source;
    private final List<CredentialBinding> declared;
    private final List<CredentialBinding> ofStep;
    private final List<ArgoCDBinding> argoCDs;
    private final String previewReason;
    private final Set<Credential> handedOut = new LinkedHashSet<>();
    /** What is secret inside of the kubeconfigs among them. */
    private final Set<SecretText> inside = new LinkedHashSet<>();

    private volatile SecretMask mask = SecretMask.NONE;

    JenkinsCredentialResolver(
            CredentialSource source,
            List<CredentialBinding> declared,
            List<ArgoCDBinding> argoCDs,
            Map<String, String> ofStep,
            @CheckForNull String previewReason) {
        this.source = source;
        this.declared = List.copyOf(declared);
        this.argoCDs = List.copyOf(argoCDs);
        this.ofStep = new ArrayList<>();
        this.previewReason = previewReason;
        if (previewReason == null) {
            // The script of a preview is anybody's: its map would send our credentials wherever it likes.
            ofStep.forEach((prefix, id) -> this.ofStep.add(new CredentialBinding(prefix, id, true, false)));
        }
    }

    /**
     * @param declared bindings of the project, then those for all projects
     * @param ofStep URL prefix to credentials id
     * @param previewReason why the build may change nothing, null when it may
     */
    @NonNull
    public static JenkinsCredentialResolver forBuild(
            @NonNull Run<?, ?> run,
            @NonNull List<CredentialBinding> declared,
            @NonNull Map<String, String> ofStep,
            @CheckForNull String previewReason) {
        return forBuild(run, declared, List.of(), ofStep, previewReason);
    }

    /** With the Argo CDs of the project, then those for all projects. */
    @NonNull
    public static JenkinsCredentialResolver forBuild(
            @NonNull Run<?, ?> run,
            @NonNull List<CredentialBinding> declared,
            @NonNull List<ArgoCDBinding> argoCDs,
            @NonNull Map<String, String> ofStep,
            @CheckForNull String previewReason) {
        return new JenkinsCredentialResolver(new BuildCredentials(run), declared, argoCDs, ofStep, previewReason);
    }

    /**
     * For discovery without a build.
     *
     * @param declared bindings of the project, then those for all projects
     */
    @NonNull
    public static JenkinsCredentialResolver forJob(@NonNull Job<?, ?> job, @NonNull List<CredentialBinding> declared) {
        return forJob(job, declared, List.of());
    }

    /** With the Argo CDs of the project, then those for all projects. */
    @NonNull
    public static JenkinsCredentialResolver forJob(
            @NonNull Job<?, ?> job, @NonNull List<CredentialBinding> declared, @NonNull List<ArgoCDBinding> argoCDs) {
        return new JenkinsCredentialResolver(new BuildCredentials(job), declared, argoCDs, Map.of(), null);
    }

    @Override
    @NonNull
    public Optional<Credential> find(@NonNull String url, @NonNull Access access) throws CredentialRefused {
        boolean write = access == Access.WRITE;
        if (write && previewReason != null) {
            throw new CredentialRefused("This build is a preview (" + previewReason
                    + "), so no credential that may change " + CredentialUrls.forMessage(url) + " is looked up.");
        }
        Optional<CredentialBinding> binding = CredentialBinding.mostSpecific(declared, url, write)
                .or(() -> CredentialBinding.mostSpecific(ofStep, url, write));
        if (binding.isPresent()) {
            return Optional.of(bound(binding.get(), url));
        }
        Optional<Credential> matching = byDomain(url);
        if (matching.isEmpty() && write) {
            Optional<CredentialBinding> readOnly = CredentialBinding.mostSpecific(declared, url, false);
            if (readOnly.isPresent()) {
                throw new CredentialRefused(readOnlyMessage(readOnly.get(), url));
            }
        }
        return matching;
    }

    /** A binding's prefix is {@code git-signing://} for every author, or goes on with an email address. */
    @Override
    @NonNull
    public Optional<Credential> signingKey(@NonNull String email) throws CredentialRefused {
        if (previewReason != null) {
            return Optional.empty();
        }
        String url = CredentialUrls.SIGNING + email;
        Optional<CredentialBinding> binding = CredentialBinding.mostSpecific(declared, url, true)
                .or(() -> CredentialBinding.mostSpecific(ofStep, url, true));
        return binding.isPresent() ? Optional.of(bound(binding.get(), url)) : Optional.empty();
    }

    /** One that is declared, else a kubeconfig that is bound to {@code argocd://} and the shard, or to the prefix alone. */
    @Override
    @NonNull
    public Optional<ArgoCDAccess> argoCD(@NonNull String shard) throws CredentialRefused {
        if (previewReason != null) {
            throw new CredentialRefused(
                    "This build is a preview (" + previewReason + "), so no credential for Argo CD is looked up.");
        }
        Optional<ArgoCDBinding> one = ArgoCDBinding.ofShard(argoCDs, shard);
        if (one.isPresent()) {
            return Optional.of(access(one.get()));
        }
        String url = CredentialUrls.ARGO_CD + shard;
        Optional<CredentialBinding> binding = CredentialBinding.mostSpecific(declared, url, true)
                .or(() -> CredentialBinding.mostSpecific(ofStep, url, true));
        return binding.isEmpty()
                ? Optional.empty()
                : Optional.of(access(new ArgoCDBinding(
                        "",
                        ArgoCDAccess.Api.KUBERNETES,
                        "",
                        "",
                        binding.get().credentialsId(),
                        "",
                        false,
                        binding.get().plainHttp())));
    }

    private ArgoCDAccess access(ArgoCDBinding argoCD) throws CredentialRefused {
        Credential credential = null;
        if (!argoCD.credentialsId().isEmpty()) {
            Optional<Credential> found = source.byId(argoCD.credentialsId(), CredentialUrls.ARGO_CD + argoCD.server());
            if (found.isEmpty()) {
                throw new CredentialRefused("The credential '" + argoCD.credentialsId() + "' of "
                        + (argoCD.name().isEmpty() ? "the project's Argo CD" : "the Argo CD '" + argoCD.name() + '\'')
                        + " was not found or not allowed for its server. There must be a secret text (a token) or a "
                        + "secret file (a kubeconfig) with this id where " + source.describe() + " can use it (not of "
                        + "scope System).");
            }
            credential = remember(found.get());
        }
        return new ArgoCDAccess(
                argoCD.name(),
                argoCD.api(),
                argoCD.server(),
                argoCD.namespace(),
                argoCD.caCertificate(),
                argoCD.insecureSkipTLSVerify(),
                argoCD.plainHttp(),
                credential);
    }

    @Override
    @NonNull
    public SecretMask mask() {
        return mask;
    }

    private Credential bound(CredentialBinding binding, String url) throws CredentialRefused {
        if (CredentialUrls.isPlainHttp(url) && !binding.plainHttp()) {
            throw new CredentialRefused("The credential '" + binding.credentialsId() + "' is not sent to "
                    + CredentialUrls.forMessage(url) + ": over plain http everybody on the way could read it. Use "
                    + "https, or allow plain http in the binding of the prefix '" + binding.urlPrefix() + "'.");
        }
        Optional<Credential> found = source.byId(binding.credentialsId(), url);
        if (found.isEmpty()) {
            throw new CredentialRefused("The credential '" + binding.credentialsId() + "', bound to the prefix '"
                    + binding.urlPrefix() + "', was not found or not allowed for this URL: "
                    + CredentialUrls.forMessage(url)
                    + ". There must be a username with password, an SSH key or a secret "
                    + "text with this id where " + source.describe() + " can use it (not of scope System), and the "
                    + "credential's domain, if it has one, must allow the scheme and host of the URL.");
        }
        return remember(found.get());
    }

    private Optional<Credential> byDomain(String url) throws CredentialRefused {
        List<Credential> matching = source.byDomain(url);
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        Credential best = matching.get(0);
        if (CredentialUrls.isPlainHttp(url)) {
            throw new CredentialRefused("The credential '" + best.id() + "', whose domain matches "
                    + CredentialUrls.forMessage(url)
                    + ", is not sent there: over plain http everybody on the way could "
                    + "read it. Use https, or bind the credential to a URL prefix in the project's declaration and "
                    + "allow plain http there.");
        }
        return Optional.of(remember(best));
    }

    private synchronized Credential remember(Credential credential) {
        if (handedOut.add(credential)) {
            inside.addAll(inside(credential));
            mask = SecretMask.ofAll(handedOut).and(SecretMask.ofTexts(inside));
        }
        return credential;
    }

    private static List<SecretText> inside(Credential credential) {
        if (credential instanceof Credential.Token token && Kubeconfig.isOne(token.token())) {
            try {
                return Kubeconfig.read(token.token()).secrets();
            } catch (KubeconfigException e) {
                // Who uses it says what is wrong with it.
                return List.of();
            }
        }
        return List.of();
    }

    private static String readOnlyMessage(CredentialBinding binding, String url) {
        return "The credential '" + binding.credentialsId() + "' is bound to the prefix '" + binding.urlPrefix()
                + "' for reading only, but " + CredentialUrls.forMessage(url)
                + " is to be changed. Allow writing in the "
                + "binding, or bind another credential for it.";
    }
}
