package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.Locale;

/** Whose API a {@link io.jenkins.plugins.kargo.engine.testing.HostingDouble} speaks, and where its repository is. */
public enum HostingDialect {
    GITHUB(new GitHubApi(), "/api/v3/repos/shop/app", "shop/app", "shop/app.git"),
    GITLAB(new GitLabApi(), "/api/v4/projects/shop%2Fapp", "shop/app", "shop/app.git"),
    GITEA(new GiteaApi(), "/api/v1/repos/shop/app", "shop/app", "shop/app.git"),
    AZURE(new AzureApi(), "/org/proj/_apis/git/repositories/app", "org/proj/_git/app", "org/proj/_git/app"),
    BITBUCKET(new BitbucketCloudApi(), "/2.0/repositories/shop/app", "shop/app", "shop/app.git"),
    BITBUCKET_DATACENTER(
            new BitbucketDataCenterApi(),
            "/rest/api/latest/projects/shop/repos/app",
            "scm/shop/app",
            "scm/shop/app.git");

    @SuppressWarnings("ImmutableEnumChecker") // stateless
    private final ForgeApi api;

    private final String prefix;
    private final String folder;
    private final String clonePath;

    HostingDialect(ForgeApi api, String prefix, String folder, String clonePath) {
        this.api = api;
        this.prefix = prefix;
        this.folder = folder;
        this.clonePath = clonePath;
    }

    /** As it stands in a configuration. */
    public String provider() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public ForgeApi api() {
        return api;
    }

    /** Of the API's paths for the repository. */
    public String prefix() {
        return prefix;
    }

    /** Of the bare repository. */
    public String folder() {
        return folder;
    }

    public String clonePath() {
        return clonePath;
    }
}
