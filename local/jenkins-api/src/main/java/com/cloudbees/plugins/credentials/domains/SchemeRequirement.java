package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.NonNull;

public class SchemeRequirement extends DomainRequirement {
    private static final long serialVersionUID = 1L;

    private final String scheme;

    public SchemeRequirement(@NonNull String scheme) {
        this.scheme = scheme;
    }

    public String getScheme() {
        return scheme;
    }
}
