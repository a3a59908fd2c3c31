package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind a password, and mirrors of it. */
abstract class GitMirrorFixture {
    @TempDir
    Path temp;

    GitHttpServer server;
    GitFixture app;
    GitMirrors mirrors;

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("remote")));
        app = server.create("app");
        mirrors = new GitMirrors(temp.resolve("mirrors"), MirrorSettings.of(NetworkPolicy.LOOPBACK));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    GitMirror open(@CheckForNull Credential credential) throws GitException {
        return mirrors.open(new GitRemote(server.url("app"), credential, false));
    }

    GitMirror open() throws GitException {
        return open(BasicCredentials.RIGHT.credential());
    }

    static GitMirror.Selection all(int limit) {
        return new GitMirror.Selection(null, "", limit, commit -> true, null);
    }
}
