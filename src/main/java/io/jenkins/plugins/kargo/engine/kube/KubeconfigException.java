package io.jenkins.plugins.kargo.engine.kube;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** A kubeconfig cannot be used; the message names the field and shows no value that may be a secret. */
public class KubeconfigException extends IOException {
    private static final long serialVersionUID = 1;

    public KubeconfigException(@NonNull String message) {
        super(message);
    }
}
