package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens repositories at the hosting services. */
public final class Hosting {
    private static final String JSON = "application/json";
    private static final String GITHUB_JSON = "application/vnd.github+json";
    private static final Pattern SCP = Pattern.compile("(?:[^@/]+@)?([^:/]+):(?!/)(.+)");
    private static final Pattern SSH = Pattern.compile("(?:git\\+)?ssh://(?:[^@/]+@)?([^:/]+)(?::\\d+)?/(.+)");

    private static final Pattern AZURE_SSH =
            Pattern.compile("(?i:ssh\\.dev\\.azure|vs-ssh\\.visualstudio)\\.com/v3/([^/]+/[^/]+)/([^/]+)");

    /** Hosts of services that are there for SSH only, mostly on port 443. */
    private static final Map<String, String> SSH_HOSTS = Map.of(
            "ssh.github.com", "github.com",
            "altssh.gitlab.com", "gitlab.com",
            "altssh.bitbucket.org", "bitbucket.org");

    private final HttpGateway http;

    public Hosting(@NonNull HttpGateway http) {
        this.http = http;
    }

    /**
     * The pull requests of a repository.
     *
     * @param provider as in a configuration, empty to guess it from the URL
     * @param credential the caller's own: a token, or a password that is one
     * @throws IllegalArgumentException saying what is wrong with URL, provider or credential
     */
    @NonNull
    public PullRequests pullRequests(
            @NonNull String repoUrl,
            @NonNull String provider,
            @CheckForNull Credential credential,
            boolean insecureSkipTLSVerify) {
        RepoAddress address = RepoAddress.parse(repoUrl);
        Provider known = Provider.of(provider, address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "who hosts " + repoUrl + " cannot be told from its URL: set provider to one of " + names()));
        requireToken(repoUrl, credential);
        Connector connect = (base, authorization, accept) ->
                new HostingApi(http, base, authorization, SecretMask.of(credential), accept, insecureSkipTLSVerify);
        return switch (known) {
            case GITHUB -> new GitHub(connect.to(gitHubBase(address), bearer(credential), GITHUB_JSON), address);
            case GITLAB -> new GitLab(connect.to(address.server() + "/api/v4", bearer(credential), JSON), address);
            case GITEA -> new Gitea(connect.to(address.server() + "/api/v1", bearer(credential), JSON), address);
            case AZURE -> AzureDevOps.of(address, base -> connect.to(base, basic("", credential), JSON));
            case BITBUCKET ->
                new BitbucketCloud(connect.to(bitbucketBase(address), bitbucket(credential), JSON), address);
            case BITBUCKET_DATACENTER ->
                BitbucketDataCenter.of(address, base -> connect.to(base, bitbucket(credential), JSON));
        };
    }

    /**
     * Commits of a repository at GitHub, or GitHub Enterprise.
     *
     * @param credential the caller's own: a token, or a password that is one
     * @throws IllegalArgumentException saying what is wrong with URL or credential
     */
    @NonNull
    public GitHubCommits gitHubCommits(
            @NonNull String repoUrl, @CheckForNull Credential credential, boolean insecureSkipTLSVerify) {
        RepoAddress address = RepoAddress.parse(repoUrl);
        requireToken(repoUrl, credential);
        return new GitHubCommits(
                new HostingApi(
                        http,
                        gitHubBase(address),
                        bearer(credential),
                        SecretMask.of(credential),
                        GITHUB_JSON,
                        insecureSkipTLSVerify),
                address);
    }

    private static void requireToken(String repoUrl, @CheckForNull Credential credential) {
        if (credential instanceof Credential.SshKey) {
            throw new IllegalArgumentException("The credential '" + credential.id() + "' for " + repoUrl
                    + " is an SSH key, but the server's API needs a token: bind one to the repository's https URL");
        }
    }

    /** The API of a repository that is cloned by SSH is on the same host by https, or on the one that the host stands for. */
    @NonNull
    public static String webUrl(@NonNull String repoUrl) {
        Matcher ssh = SSH.matcher(repoUrl);
        if (ssh.matches()) {
            return webUrl(ssh.group(1), ssh.group(2));
        }
        Matcher scp = SCP.matcher(repoUrl);
        return !repoUrl.contains("://") && scp.matches() ? webUrl(scp.group(1), scp.group(2)) : repoUrl;
    }

    private static String webUrl(String host, String path) {
        Matcher azure = AZURE_SSH.matcher(host + '/' + path);
        if (azure.matches()) {
            return "https://dev.azure.com/" + azure.group(1) + "/_git/" + azure.group(2);
        }
        return "https://" + SSH_HOSTS.getOrDefault(host.toLowerCase(Locale.ROOT), host) + '/' + path;
    }

    @FunctionalInterface
    private interface Connector {
        HostingApi to(String base, @CheckForNull SecretText authorization, String accept);
    }

    private static List<String> names() {
        return Arrays.stream(Provider.values()).map(Provider::text).collect(Collectors.toList());
    }

    private static String gitHubBase(RepoAddress address) {
        if (address.host().equals("github.com") || address.host().endsWith(".ghe.com")) {
            return address.scheme() + "://api." + address.authority();
        }
        return address.server() + "/api/v3";
    }

    private static String bitbucketBase(RepoAddress address) {
        return address.host().equals("bitbucket.org") ? "https://api.bitbucket.org/2.0" : address.server() + "/2.0";
    }

    @CheckForNull
    private static SecretText token(@CheckForNull Credential credential) {
        if (credential instanceof Credential.UsernamePassword pair) {
            return pair.password();
        }
        return credential instanceof Credential.Token token ? token.token() : null;
    }

    @CheckForNull
    private static SecretText bearer(@CheckForNull Credential credential) {
        SecretText token = token(credential);
        return token == null ? null : new SecretText("Bearer " + token.reveal());
    }

    @CheckForNull
    private static SecretText basic(String user, @CheckForNull Credential credential) {
        SecretText token = token(credential);
        if (token == null) {
            return null;
        }
        byte[] pair = (user + ':' + token.reveal()).getBytes(StandardCharsets.UTF_8);
        return new SecretText("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** App passwords and API tokens go with a user's name; access tokens of a repository or project go alone. */
    @CheckForNull
    private static SecretText bitbucket(@CheckForNull Credential credential) {
        return credential instanceof Credential.UsernamePassword pair
                        && !pair.username().isEmpty()
                        && !pair.username().equals("x-token-auth")
                ? basic(pair.username(), credential)
                : bearer(credential);
    }
}
