package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.util.Arrays;

public class SchemeSpecification extends DomainSpecification {
    private static final long serialVersionUID = 1L;

    private final String schemes;

    public SchemeSpecification(@CheckForNull String schemes) {
        this.schemes = schemes;
    }

    public String getSchemes() {
        return schemes;
    }

    @NonNull
    @Override
    public Result test(@NonNull DomainRequirement requirement) {
        if (!(requirement instanceof SchemeRequirement scheme)) {
            return Result.UNKNOWN;
        }
        boolean listed = Util.fixEmptyAndTrim(schemes) == null
                || Arrays.stream(schemes.split("[,\\n ]"))
                        .map(String::trim)
                        .anyMatch(name -> name.equalsIgnoreCase(scheme.getScheme()));
        return listed ? Result.POSITIVE : Result.NEGATIVE;
    }
}
