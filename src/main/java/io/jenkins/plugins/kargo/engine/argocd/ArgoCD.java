package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;

/** One Argo CD. A call blocks for some seconds, and for half a minute when the server hangs. Safe for many threads. */
public interface ArgoCD {
    /** @return empty when there is no such Application */
    @NonNull
    Optional<Application> find(@NonNull String namespace, @NonNull String name)
            throws ArgoCDException, InterruptedException;

    /** @param selector labels as Kubernetes writes them, such as {@code team=shop,stage in (dev,test)} */
    @NonNull
    List<Application> list(@NonNull String namespace, @NonNull String selector)
            throws ArgoCDException, InterruptedException;

    /**
     * Starts a sync, with a hard refresh before it, if the Application is still as it is here.
     *
     * @throws ArgoCDException of the kind CONFLICT when it is not, or another operation is running: nothing was done
     */
    void sync(@NonNull Application application, @NonNull SyncRequest request)
            throws ArgoCDException, InterruptedException;

    /** Asks Argo CD to look at the Application anew; does not wait until it has. */
    void refresh(@NonNull Application application) throws ArgoCDException, InterruptedException;
}
