package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.SecretMask;

/** How one run of a step ended, before it is decided what that means for the step. */
sealed interface StepAttempt {
    /** The same without secrets: servers may send them back, and what is stored stays. */
    StepAttempt masked(SecretMask mask);

    /** The step returned. */
    record Returned(StepResult result) implements StepAttempt {
        @Override
        public StepAttempt masked(SecretMask mask) {
            return new Returned(result.masked(mask));
        }
    }

    /** The step said for good that it cannot succeed; the message is its own. */
    record Refused(String message) implements StepAttempt {
        @Override
        public StepAttempt masked(SecretMask mask) {
            return new Refused(mask.mask(message));
        }
    }

    /** Something technical went wrong; trying again may help. */
    record Broke(String message) implements StepAttempt {
        @Override
        public StepAttempt masked(SecretMask mask) {
            return new Broke(mask.mask(message));
        }
    }

    /** A defect or a configuration that cannot be used; trying again does not help. */
    record Unrecoverable(String message) implements StepAttempt {
        @Override
        public StepAttempt masked(SecretMask mask) {
            return new Unrecoverable(mask.mask(message));
        }
    }
}
