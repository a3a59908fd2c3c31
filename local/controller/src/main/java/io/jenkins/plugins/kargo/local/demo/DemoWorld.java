package io.jenkins.plugins.kargo.local.demo;

import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.local.Setup;
import java.util.List;

/** Who and what there is on the demo's controller. */
public final class DemoWorld {
    public static final String PROJECT = "guestbook";
    public static final String JOB = "guestbook-delivery";
    public static final Setup.UserAccount DEVELOPER = new Setup.UserAccount("dana", "dana", List.of());
    public static final Setup.UserAccount APPROVER = new Setup.UserAccount("olivia", "olivia", List.of());

    private static final String CREDENTIAL = "git-bot";

    private DemoWorld() {}

    public static Setup setup(DemoServers servers) {
        BasicCredentials git = BasicCredentials.RIGHT;
        return new Setup(
                2,
                List.of(DEVELOPER, APPROVER),
                List.of(
                        new Setup.Grant(DEVELOPER.id(), null, List.of("Overall/Administer")),
                        new Setup.Grant(
                                APPROVER.id(),
                                null,
                                List.of("Overall/Read", "Job/Read", "Kargo/Approve", "Kargo/Promote"))),
                List.of(new Setup.StoredCredential(
                        CREDENTIAL, "usernamePassword", null, git.user(), git.password(), null, null)),
                List.of(new Setup.ItemDefinition(
                        JOB,
                        "job",
                        null,
                        new Setup.Scm(servers.repositoryUrl(), "main", CREDENTIAL, "Jenkinsfile"),
                        null,
                        false)),
                List.of(new Setup.Binding(servers.gitRoot() + '/', CREDENTIAL, true, true)),
                servers.registryAuthority());
    }
}
