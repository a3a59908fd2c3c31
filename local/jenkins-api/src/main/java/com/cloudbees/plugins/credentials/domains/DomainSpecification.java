package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import java.io.Serializable;

public abstract class DomainSpecification extends AbstractDescribableImpl<DomainSpecification>
        implements ExtensionPoint, Serializable {
    private static final long serialVersionUID = 1L;

    @NonNull
    public abstract Result test(@NonNull DomainRequirement scope);

    public enum Result {
        UNKNOWN(false, true),
        NEGATIVE(true, false),
        PARTIAL(false, true),
        POSITIVE(true, true);

        private final boolean definitive;
        private final boolean match;

        Result(boolean definitive, boolean match) {
            this.definitive = definitive;
            this.match = match;
        }

        public boolean isDefinitive() {
            return definitive;
        }

        public boolean isMatch() {
            return match;
        }
    }
}
