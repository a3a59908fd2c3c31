package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One repository that a Warehouse watches. Defaults are Kargo's; the manifest loader has filled them in. */
public sealed interface Subscription {
    int DEFAULT_DISCOVERY_LIMIT = 20;

    /** Optional for git, image and chart; when given it becomes part of the Freight's id. Empty when absent. */
    @NonNull
    String name();

    /** Upper bound of artifacts that discovery returns, 1 to 100. */
    int discoveryLimit();

    /** What to call this subscription in a message: its kind and repository. */
    @NonNull
    String describe();

    enum CommitSelection {
        NewestFromBranch,
        SemVer,
        Lexical,
        NewestTag
    }

    enum ImageSelection {
        SemVer,
        Lexical,
        Digest,
        NewestBuild
    }

    record Git(
            @NonNull String name,
            @NonNull String repoURL,
            @NonNull CommitSelection commitSelectionStrategy,
            @NonNull String branch,
            @NonNull String semverConstraint,
            boolean strictSemvers,
            @NonNull List<String> allowTagsRegexes,
            @NonNull List<String> ignoreTagsRegexes,
            @NonNull String expressionFilter,
            @NonNull List<String> includePaths,
            @NonNull List<String> excludePaths,
            int discoveryLimit,
            @CheckForNull Instant since,
            boolean insecureSkipTLSVerify,
            boolean blobless)
            implements Subscription {
        public Git {
            name = Values.text(name);
            Values.required(repoURL, "git.repoURL");
            branch = Values.text(branch);
            semverConstraint = Values.text(semverConstraint);
            allowTagsRegexes = Values.list(allowTagsRegexes);
            ignoreTagsRegexes = Values.list(ignoreTagsRegexes);
            expressionFilter = Values.text(expressionFilter);
            includePaths = Values.list(includePaths);
            excludePaths = Values.list(excludePaths);
        }

        @Override
        public String describe() {
            return "git " + repoURL;
        }
    }

    record Image(
            @NonNull String name,
            @NonNull String repoURL,
            @NonNull ImageSelection imageSelectionStrategy,
            @NonNull String constraint,
            boolean strictSemvers,
            @NonNull List<String> allowTagsRegexes,
            @NonNull List<String> ignoreTagsRegexes,
            @NonNull String platform,
            int discoveryLimit,
            boolean cacheByTag,
            boolean insecureSkipTLSVerify)
            implements Subscription {
        public Image {
            name = Values.text(name);
            Values.required(repoURL, "image.repoURL");
            constraint = Values.text(constraint);
            allowTagsRegexes = Values.list(allowTagsRegexes);
            ignoreTagsRegexes = Values.list(ignoreTagsRegexes);
            platform = Values.text(platform);
        }

        @Override
        public String describe() {
            return "image " + repoURL;
        }
    }

    record Chart(
            @NonNull String name,
            @NonNull String repoURL,
            @NonNull String chartName,
            @NonNull String semverConstraint,
            int discoveryLimit,
            boolean insecureSkipTLSVerify)
            implements Subscription {
        public Chart {
            name = Values.text(name);
            Values.required(repoURL, "chart.repoURL");
            chartName = Values.text(chartName);
            semverConstraint = Values.text(semverConstraint);
        }

        @Override
        public String describe() {
            return "chart " + (chartName.isEmpty() ? repoURL : repoURL + ' ' + chartName);
        }
    }

    /** A subscription of another type: an extension point as in Kargo; name is required. */
    record Generic(
            @NonNull String name,
            @NonNull String type,
            @NonNull Map<String, Object> config,
            int discoveryLimit) implements Subscription {
        public Generic {
            Values.required(name, "The subscription's name");
            Values.required(type, "The subscription's type");
            config = Values.map(config);
        }

        @Override
        public String describe() {
            return type + ' ' + name;
        }
    }
}
