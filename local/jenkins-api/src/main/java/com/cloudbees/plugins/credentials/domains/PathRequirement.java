package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.CheckForNull;

public class PathRequirement extends DomainRequirement {
    private static final long serialVersionUID = 1L;

    private final String path;

    public PathRequirement(@CheckForNull String path) {
        this.path = path;
    }

    public String getPath() {
        return path;
    }
}
