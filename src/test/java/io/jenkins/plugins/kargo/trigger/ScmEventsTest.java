package io.jenkins.plugins.kargo.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.scm.SCM;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadEvent;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.SCMSourceEvent;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.TagSCMHead;
import org.junit.jupiter.api.Test;

/** What is made of the events of other plugins. */
class ScmEventsTest {
    private static final String URL = "https://git.example.com/shop/app.git";
    private static final SCMSource SHOP = new Source("git " + URL);
    private static final SCMSource OTHER = new Source("git https://git.example.com/shop/other.git");

    /** Builds an SCM with a key as git's have it, or fails as a source that is configured wrongly. */
    private static final class Source extends SCMSource {
        private final String key;

        Source(String key) {
            this.key = key;
        }

        @Override
        public SCM build(SCMHead head, SCMRevision revision) {
            if (key.isEmpty()) {
                throw new IllegalStateException("no server is configured");
            }
            return new SCM() {
                @Override
                public String getKey() {
                    return key;
                }
            };
        }
    }

    private static final class Tag extends SCMHead implements TagSCMHead {
        private static final long serialVersionUID = 1;

        Tag(String name) {
            super(name);
        }

        @Override
        public long getTimestamp() {
            return 0;
        }
    }

    private static final class Request extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1;

        private final String id;

        Request(String id) {
            super("PR-" + id);
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }

    private static SCMHeadEvent<String> event(SCMEvent.Type type, SCMHead head) {
        return new SCMHeadEvent<>(type, "payload", "here") {
            @Override
            public Map<SCMHead, SCMRevision> heads(SCMSource source) {
                return source == OTHER ? Map.of() : Collections.singletonMap(head, null);
            }
        };
    }

    @Test
    void aPushNamesTheRefAndTheAddress() {
        assertThat(ScmEvents.changes(event(SCMEvent.Type.UPDATED, new SCMHead("main")), List.of(OTHER, SHOP)))
                .containsExactly(new RepositoryChange.Push(List.of(URL), "refs/heads/main", null));
        assertThat(ScmEvents.changes(event(SCMEvent.Type.CREATED, new Tag("v1")), List.of(SHOP)))
                .containsExactly(new RepositoryChange.Push(List.of(URL), "refs/tags/v1", null));
    }

    @Test
    void aPullRequestThatIsGoneWasMergedOrClosed() {
        assertThat(ScmEvents.changes(event(SCMEvent.Type.REMOVED, new Request("7")), List.of(SHOP)))
                .containsExactly(new RepositoryChange.PullRequest(List.of(URL), 7));
        assertThat(ScmEvents.changes(event(SCMEvent.Type.REMOVED, new Request("feature/x")), List.of(SHOP)))
                .containsExactly(new RepositoryChange.PullRequest(List.of(URL), 0));
        assertThat(ScmEvents.changes(event(SCMEvent.Type.UPDATED, new Request("7")), List.of(SHOP)))
                .isEmpty();
    }

    @Test
    void aSourceEventMayConcernAnyRef() {
        SCMSourceEvent<String> event = new SCMSourceEvent<>(SCMEvent.Type.UPDATED, "payload", "here") {
            @Override
            public boolean isMatch(SCMSource source) {
                return source == SHOP;
            }
        };
        assertThat(ScmEvents.changes(event, List.of(OTHER, SHOP)))
                .containsExactly(new RepositoryChange.Push(List.of(URL), "", null));
    }

    @Test
    void whatHasNoAddressOfGitOrIsBrokenIsPassedOver() {
        assertThat(ScmEvents.changes(
                        event(SCMEvent.Type.UPDATED, new SCMHead("main")),
                        List.of(new Source("svn https://svn.example.com"), new Source(""), SHOP)))
                .hasSize(1);
        assertThat(ScmEvents.changes(event(SCMEvent.Type.REMOVED, new Request("7")), List.of(new Source(""))))
                .isEmpty();
    }
}
