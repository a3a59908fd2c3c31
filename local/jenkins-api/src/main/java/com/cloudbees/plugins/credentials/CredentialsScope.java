package com.cloudbees.plugins.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Node;
import hudson.model.User;
import java.io.Serializable;
import jenkins.model.Jenkins;

public enum CredentialsScope implements Serializable {
    SYSTEM {
        @Override
        public boolean isVisible(@CheckForNull ModelObject context) {
            return context instanceof Jenkins || context instanceof Node;
        }

        @Override
        public String getDisplayName() {
            return "System (Jenkins and nodes only)";
        }
    },
    GLOBAL {
        @Override
        public boolean isVisible(@CheckForNull ModelObject context) {
            return context instanceof Item || context instanceof Jenkins || context instanceof Node;
        }

        @Override
        public String getDisplayName() {
            return "Global (Jenkins, nodes, items, all child items, etc)";
        }
    },
    USER {
        @Override
        public boolean isVisible(@CheckForNull ModelObject context) {
            return context instanceof User;
        }

        @Override
        public String getDisplayName() {
            return "User";
        }
    };

    public abstract boolean isVisible(@CheckForNull ModelObject context);

    public abstract String getDisplayName();
}
