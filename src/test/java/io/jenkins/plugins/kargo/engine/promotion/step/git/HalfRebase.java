package io.jenkins.plugins.kargo.engine.promotion.step.git;

import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import java.io.IOException;
import java.nio.file.Path;

/** Leaves a checkout in the middle of a rebase, as a killed agent would. */
record HalfRebase(String url) implements GitOperation<Boolean> {
    @Override
    public Boolean run(GitCli git, Path workDir) throws IOException, InterruptedException {
        Path src = workDir.resolve("src");
        GitAccess access = new GitAccess(url, BasicCredentials.RIGHT.credential());
        git.run(src, access, "fetch", "origin", "main");
        try {
            git.run(src, "rebase", "FETCH_HEAD");
            return false;
        } catch (GitException e) {
            return true;
        }
    }
}
