package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** What a URL asks of a credential: its scheme, host, port and path; an {@code scp}-like git address counts as ssh. */
public class URIRequirementBuilder {
    private final List<DomainRequirement> requirements;

    private URIRequirementBuilder(List<DomainRequirement> requirements) {
        this.requirements = new ArrayList<>(requirements);
    }

    @NonNull
    public static URIRequirementBuilder create() {
        return new URIRequirementBuilder(List.of());
    }

    @NonNull
    public static URIRequirementBuilder fromUri(@CheckForNull String uri) {
        return create().withUri(uri);
    }

    @NonNull
    public URIRequirementBuilder withUri(@CheckForNull String uri) {
        if (uri == null) {
            return this;
        }
        try {
            URI parsed = new URI(uri);
            if (parsed.getScheme() != null) {
                withScheme(parsed.getScheme());
            }
            if (parsed.getHost() != null) {
                if (parsed.getPort() == -1) {
                    withHostname(parsed.getHost());
                } else {
                    withHostnamePort(parsed.getHost(), parsed.getPort());
                }
            }
            if (parsed.getRawPath() != null) {
                withPath(parsed.getRawPath());
            }
        } catch (URISyntaxException e) {
            // No requirement can be derived from what is no URI: the real one ignores it too.
            return this;
        }
        return this;
    }

    @NonNull
    public URIRequirementBuilder withScheme(@CheckForNull String scheme) {
        requirements.removeIf(SchemeRequirement.class::isInstance);
        if (scheme != null) {
            requirements.add(new SchemeRequirement(scheme));
        }
        return this;
    }

    @NonNull
    public URIRequirementBuilder withPath(@CheckForNull String path) {
        requirements.removeIf(PathRequirement.class::isInstance);
        if (path != null) {
            requirements.add(new PathRequirement(path));
        }
        return this;
    }

    @NonNull
    public URIRequirementBuilder withHostname(@CheckForNull String hostname) {
        return withHostnamePort(hostname, -1);
    }

    @NonNull
    public URIRequirementBuilder withHostnamePort(@CheckForNull String hostname, int port) {
        requirements.removeIf(HostnameRequirement.class::isInstance);
        if (hostname != null) {
            requirements.add(new HostnameRequirement(hostname));
            if (port != -1) {
                requirements.add(new HostnamePortRequirement(hostname, port));
            }
        }
        return this;
    }

    @NonNull
    public List<DomainRequirement> build() {
        return new ArrayList<>(requirements);
    }
}
