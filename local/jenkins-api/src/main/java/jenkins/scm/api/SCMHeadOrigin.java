package jenkins.scm.api;

import java.io.Serializable;

public abstract class SCMHeadOrigin implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final Default DEFAULT = new Default();

    @Override
    public abstract boolean equals(Object o);

    @Override
    public abstract int hashCode();

    @Override
    public abstract String toString();

    /** The head lies in the repository itself. */
    public static final class Default extends SCMHeadOrigin {
        private static final long serialVersionUID = 1L;

        private Default() {}

        @Override
        public boolean equals(Object o) {
            return o instanceof Default;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "Default";
        }
    }
}
