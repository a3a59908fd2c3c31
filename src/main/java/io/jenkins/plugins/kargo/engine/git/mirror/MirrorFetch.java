package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.git.GitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.Transport;

/** Asks the remote for its refs and fetches what the mirror lacks, in one connection. */
final class MirrorFetch {
    private final MirrorDirectory directory;
    private final GitRemote remote;
    private final MirrorSettings settings;
    private final RemoteAccess access;
    private final GitUsage usage;

    MirrorFetch(MirrorDirectory directory, GitRemote remote, MirrorSettings settings, GitUsage usage)
            throws GitException {
        this.directory = directory;
        this.remote = remote;
        this.settings = settings;
        this.usage = usage;
        access = new RemoteAccess(remote, settings);
    }

    BranchTip branch(String branch) throws GitException, InterruptedException {
        List<String> prefixes =
                branch.isEmpty() ? List.of(Constants.HEAD, Constants.R_HEADS) : List.of(Constants.R_HEADS + branch);
        return directory.update("branch " + branch, () -> {
            Map<String, Ref> refs = fetch(prefixes, advertised -> {
                Ref ref = branchRef(branch, advertised);
                return Map.of(ref.getName(), ref);
            });
            Ref tip = refs.values().iterator().next();
            return new BranchTip(
                    tip.getName().substring(Constants.R_HEADS.length()),
                    tip.getObjectId().name());
        });
    }

    void tags() throws GitException, InterruptedException {
        directory.update(
                "tags",
                () -> fetch(List.of(Constants.R_TAGS), advertised -> {
                            Map<String, Ref> tags = new TreeMap<>();
                            advertised.forEach((name, ref) -> {
                                if (name.startsWith(Constants.R_TAGS)) {
                                    tags.put(name, ref);
                                }
                            });
                            return tags;
                        })
                        .size());
    }

    /** Fetches one commit by its id; a remote that refuses leaves the mirror as it is. */
    void commit(ObjectId id) throws GitException, InterruptedException {
        directory.update("commit " + id.name(), () -> {
            Ref wanted = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, "refs/kargo/" + id.name(), id);
            try {
                fetch(List.of(Constants.HEAD), advertised -> Map.of(wanted.getName(), wanted));
            } catch (GitException e) {
                if (!saysThatObjectIsMissing(e)) {
                    throw e;
                }
            }
            return id;
        });
    }

    private static boolean saysThatObjectIsMissing(GitException e) {
        return String.valueOf(e.getMessage()).matches("(?s).*(?:not our ref|not valid|unadvertised|missing).*");
    }

    private Ref branchRef(String branch, Map<String, Ref> advertised) throws GitException {
        if (!branch.isEmpty()) {
            Ref ref = advertised.get(Constants.R_HEADS + branch);
            if (ref == null) {
                throw new NoSuchBranchException(remote.url() + ": there is no branch '" + branch + "'");
            }
            return ref;
        }
        Ref head = advertised.get(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            throw new GitException(remote.url() + ": the repository has no default branch, it is empty perhaps");
        }
        if (head.isSymbolic()) {
            Ref target = advertised.get(head.getTarget().getName());
            return target == null ? head.getTarget() : target;
        }
        return advertised.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        && head.getObjectId().equals(ref.getObjectId()))
                .findFirst()
                .orElseThrow(
                        () -> new GitException(remote.url() + ": its HEAD is no branch; name the branch to watch"));
    }

    /** What a caller wants of the refs that the remote advertises. */
    @FunctionalInterface
    private interface Choice {
        Map<String, Ref> of(Map<String, Ref> advertised) throws GitException;
    }

    private Map<String, Ref> fetch(List<String> prefixes, Choice choice) throws GitException {
        try (Repository repository = directory.open()) {
            try {
                return fetch(repository, prefixes, choice, FilterSpec.fromFilterLine("blob:none"));
            } catch (TransportException e) {
                if (!isFilterRefused(e)) {
                    throw e;
                }
                // The server cannot leave the blobs out.
                return fetch(repository, prefixes, choice, FilterSpec.NO_FILTER);
            }
        } catch (TransportException e) {
            throw access.failure(e);
        } catch (IOException e) {
            throw e instanceof GitException git ? git : access.failure(e);
        }
    }

    private static boolean isFilterRefused(TransportException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("filter");
    }

    private Map<String, Ref> fetch(Repository repository, List<String> prefixes, Choice choice, FilterSpec filter)
            throws IOException {
        TransferLimits limits = new TransferLimits(settings);
        boolean transferred = false;
        try (RemoteAccess.Opened opened = access.open(repository, limits)) {
            Transport transport = opened.transport();
            transport.setFilterSpec(filter);
            try (FetchConnection connection = transport.openFetch(List.of(), prefixes.toArray(String[]::new))) {
                Map<String, Ref> wanted = choice.of(connection.getRefsMap());
                List<Ref> missing = missing(repository, wanted.values());
                if (!missing.isEmpty()) {
                    transferred = true;
                    connection.fetch(limits, missing, Set.of());
                }
                store(repository, wanted, prefixes.contains(Constants.R_TAGS));
                return wanted;
            }
        } finally {
            usage.add(limits, transferred);
        }
    }

    private static List<Ref> missing(Repository repository, Collection<Ref> wanted) throws IOException {
        List<Ref> missing = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (Ref ref : wanted) {
                // A pack holds all that its commits need, so what is there is there with its history.
                if (!reader.has(ref.getObjectId())) {
                    missing.add(ref);
                }
            }
        }
        return missing;
    }

    /** A branch a that is gone would keep a/b from being stored. */
    private static void makeRoom(Repository repository, String name) throws IOException {
        for (String inTheWay : repository.getRefDatabase().getConflictingNames(name)) {
            RefUpdate update = repository.updateRef(inTheWay);
            update.setForceUpdate(true);
            update.delete();
        }
    }

    private static void store(Repository repository, Map<String, Ref> wanted, boolean tags) throws IOException {
        BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(true);
        for (Ref ref : wanted.values()) {
            Ref old = repository.exactRef(ref.getName());
            if (old == null) {
                makeRoom(repository, ref.getName());
                batch.addCommand(new ReceiveCommand(ObjectId.zeroId(), ref.getObjectId(), ref.getName()));
            } else if (!ref.getObjectId().equals(old.getObjectId())) {
                batch.addCommand(new ReceiveCommand(
                        old.getObjectId(),
                        ref.getObjectId(),
                        ref.getName(),
                        ReceiveCommand.Type.UPDATE_NONFASTFORWARD));
            }
        }
        if (tags) {
            for (Ref old : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                if (!wanted.containsKey(old.getName())) {
                    batch.addCommand(new ReceiveCommand(old.getObjectId(), ObjectId.zeroId(), old.getName()));
                }
            }
        }
        if (batch.getCommands().isEmpty()) {
            return;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (ReceiveCommand command : batch.getCommands()) {
            if (command.getResult() != ReceiveCommand.Result.OK) {
                throw new GitException(
                        "The mirror's " + command.getRefName() + " cannot be updated: " + command.getResult());
            }
        }
    }
}
