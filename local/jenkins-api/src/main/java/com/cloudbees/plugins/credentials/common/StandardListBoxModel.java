package com.cloudbees.plugins.credentials.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;

public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
    private static final long serialVersionUID = 1L;

    @NonNull
    @Override
    protected String describe(@NonNull StandardCredentials c) {
        String description = Util.fixEmptyAndTrim(c.getDescription());
        String name =
                c instanceof UsernameCredentials user && !user.isUsernameSecret() ? user.getUsername() : c.getId();
        return description == null ? name : name + " (" + description + ')';
    }
}
