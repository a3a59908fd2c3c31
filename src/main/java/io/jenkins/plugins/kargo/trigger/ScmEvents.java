package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.scm.SCM;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMEventListener;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceEvent;
import jenkins.scm.api.SCMSourceOwners;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.TagSCMHead;

/**
 * The events that Jenkins has anyhow, of the repositories that its multibranch projects and organization folders know:
 * for these no webhook of our own is needed.
 */
@Extension
public class ScmEvents extends SCMEventListener {
    private static final Logger LOGGER = Logger.getLogger(ScmEvents.class.getName());
    private static final String GIT_KEY = "git ";

    @Override
    public void onSCMHeadEvent(SCMHeadEvent<?> event) {
        later(() -> fire(changes(event, sources()), event.description()));
    }

    @Override
    public void onSCMSourceEvent(SCMSourceEvent<?> event) {
        later(() -> fire(changes(event, sources()), event.description()));
    }

    private static List<SCMSource> sources() {
        List<SCMSource> sources = new ArrayList<>();
        SCMSourceOwners.all().forEach(owner -> sources.addAll(owner.getSCMSources()));
        return sources;
    }

    static Set<RepositoryChange> changes(@NonNull SCMHeadEvent<?> event, @NonNull List<SCMSource> sources) {
        Set<RepositoryChange> changes = new LinkedHashSet<>();
        for (SCMSource source : sources) {
            if (event.isMatch(source)) {
                event.heads(source).forEach((head, revision) -> {
                    if (head instanceof ChangeRequestSCMHead request) {
                        changes.addAll(closed(source, request, event.getType()));
                    } else {
                        changes.addAll(push(source, head, revision));
                    }
                });
            }
        }
        return changes;
    }

    static Set<RepositoryChange> changes(@NonNull SCMSourceEvent<?> event, @NonNull List<SCMSource> sources) {
        Set<RepositoryChange> changes = new LinkedHashSet<>();
        for (SCMSource source : sources) {
            if (event.isMatch(source)) {
                // No head is named: any ref may have changed.
                anyBranch(source).forEach(url -> changes.add(new RepositoryChange.Push(List.of(url), "", null)));
            }
        }
        return changes;
    }

    private static List<RepositoryChange> push(SCMSource source, SCMHead head, SCMRevision revision) {
        String ref = (head instanceof TagSCMHead ? "refs/tags/" : "refs/heads/") + head.getName();
        List<String> urls = urls(source, head, revision);
        return urls.isEmpty() ? List.of() : List.of(new RepositoryChange.Push(urls, ref, null));
    }

    /** The head of a pull request is gone when it is merged or closed. */
    private static List<RepositoryChange> closed(SCMSource source, ChangeRequestSCMHead request, SCMEvent.Type type) {
        List<String> urls = type == SCMEvent.Type.REMOVED ? anyBranch(source) : List.of();
        if (urls.isEmpty()) {
            return List.of();
        }
        String id = request.getId();
        long number = id.matches("\\d{1,15}") ? Long.parseLong(id) : 0;
        return List.of(new RepositoryChange.PullRequest(urls, number));
    }

    /** The address of the repository itself, which any branch tells; that of a pull request may be of a fork. */
    private static List<String> anyBranch(SCMSource source) {
        return urls(source, new SCMHead("main"), null);
    }

    /** Git's SCMs have the addresses of their remotes as key. */
    private static List<String> urls(SCMSource source, SCMHead head, SCMRevision revision) {
        try {
            SCM scm = source.build(head, revision);
            String key = scm.getKey();
            return key.startsWith(GIT_KEY)
                    ? Arrays.stream(key.substring(GIT_KEY.length()).split(" "))
                            .filter(url -> !url.isBlank())
                            .toList()
                    : List.of();
        } catch (RuntimeException e) {
            // Other plugins' code: a source that cannot be built is of no use to us, and no reason to lose the others.
            LOGGER.log(Level.FINE, e, () -> "No address of " + source);
            return List.of();
        }
    }

    private static void fire(@NonNull Set<RepositoryChange> changes, String description) {
        ChangeEvents events = new ChangeEvents(KargoRuntime.get());
        String why = "Jenkins had an event" + (description == null ? "" : ": " + description);
        changes.forEach(change -> events.everywhere(change, why));
    }

    private static void later(Runnable work) {
        try {
            KargoRuntime.get().workers().execute(() -> {
                try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
                    work.run();
                } catch (StoreException e) {
                    LOGGER.log(Level.WARNING, "An event of a repository was not followed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }
}
