package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who hosts a repository. */
enum Provider {
    AZURE("azure", "noFastForward", "rebase", "rebaseMerge", "squash"),
    BITBUCKET("bitbucket", "merge_commit", "fast_forward", "squash"),
    BITBUCKET_DATACENTER(
            "bitbucket-datacenter",
            "no-ff",
            "ff",
            "ff-only",
            "rebase-no-ff",
            "rebase-ff-only",
            "squash",
            "squash-ff-only"),
    GITEA("gitea", "merge", "fast-forward-only", "manually-merged", "rebase", "rebase-merge", "squash"),
    GITHUB("github", "merge", "rebase", "squash"),
    GITLAB("gitlab", "merge", "squash");

    private static final int AZURE_DESCRIPTION = 4000;
    private static final int BITBUCKET_DESCRIPTION = 32_000;
    private static final int GITHUB_DESCRIPTION = 65_000;

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> methods;

    Provider(String text, String... methods) {
        this.text = text;
        this.methods = List.of(methods);
    }

    /** As it stands in a configuration. */
    String text() {
        return text;
    }

    /** In characters, somewhat less than what the provider takes; no more than GitHub takes where it takes more. */
    int longestDescription() {
        return switch (this) {
            case AZURE -> AZURE_DESCRIPTION;
            case BITBUCKET, BITBUCKET_DATACENTER -> BITBUCKET_DESCRIPTION;
            case GITEA, GITHUB, GITLAB -> GITHUB_DESCRIPTION;
        };
    }

    /** The field of a pull request that holds its description. */
    String descriptionField() {
        return switch (this) {
            case GITHUB, GITEA -> "body";
            case AZURE, BITBUCKET, BITBUCKET_DATACENTER, GITLAB -> "description";
        };
    }

    /** The method that changes a pull request. */
    String changeMethod() {
        return switch (this) {
            case AZURE, GITHUB, GITEA -> "PATCH";
            case BITBUCKET, BITBUCKET_DATACENTER, GITLAB -> "PUT";
        };
    }

    /** The ways to merge; the first is the default where the server has none of its own. */
    List<String> methods() {
        return methods;
    }

    /** @param name empty to guess it from the host, as Kargo does, and from the path of Data Center */
    static Optional<Provider> of(@NonNull String name, @NonNull RepoAddress address) {
        if (!name.isEmpty()) {
            return Arrays.stream(values())
                    .filter(provider -> provider.text.equals(name))
                    .findFirst();
        }
        String host = address.host();
        if (host.equals("dev.azure.com") || host.equals("ssh.dev.azure.com") || host.endsWith(".visualstudio.com")) {
            return Optional.of(AZURE);
        } else if (host.equals("bitbucket.org")) {
            return Optional.of(BITBUCKET);
        } else if (host.contains("gitea") || host.contains("forgejo") || host.equals("codeberg.org")) {
            return Optional.of(GITEA);
        } else if (host.contains("gitlab")) {
            return Optional.of(GITLAB);
        } else if (host.contains("github") || host.endsWith(".ghe.com")) {
            return Optional.of(GITHUB);
        }
        return address.isOfDataCenter() || host.contains("bitbucket")
                ? Optional.of(BITBUCKET_DATACENTER)
                : Optional.empty();
    }
}
