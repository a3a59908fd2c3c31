package io.jenkins.plugins.kargo.engine.promotion.step.git;

import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Adds a submodule to a bare repository. */
final class GitSubmodules {
    private GitSubmodules() {}

    static void add(GitFixture fixture, Repository repository, String branch, String path, String url, String commit)
            throws IOException {
        String modules = "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = " + url + "\n";
        ObjectId parent = ObjectId.fromString(fixture.commit(branch, "modules", Map.of(".gitmodules", modules)));
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            builder.addTree(
                    new byte[0],
                    0,
                    walk.getObjectReader(),
                    walk.parseCommit(parent).getTree());
            DirCacheEntry link = new DirCacheEntry(path);
            link.setFileMode(FileMode.GITLINK);
            link.setObjectId(ObjectId.fromString(commit));
            builder.add(link);
            builder.finish();
            CommitBuilder next = new CommitBuilder();
            next.setTreeId(index.writeTree(inserter));
            next.setParentId(parent);
            next.setAuthor(new PersonIdent("a", "a@b"));
            next.setCommitter(new PersonIdent("a", "a@b"));
            next.setMessage("submodule");
            ObjectId id = inserter.insert(next);
            inserter.flush();
            RefUpdate update = repository.updateRef("refs/heads/" + branch);
            update.setNewObjectId(id);
            update.forceUpdate();
        }
    }
}
