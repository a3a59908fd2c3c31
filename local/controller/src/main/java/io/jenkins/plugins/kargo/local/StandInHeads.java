package io.jenkins.plugins.kargo.local;

import hudson.Extension;
import hudson.model.Item;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** Tells which branch or change request a job of the setup builds, as branch-api does. */
@Extension
public final class StandInHeads extends SCMHead.HeadByItem {
    @Override
    public SCMHead getHead(Item item) {
        if (!(item instanceof StandInJob job) || job.definition().head() == null) {
            return null;
        }
        Setup.Head head = job.definition().head();
        return head.changeRequest() ? new ChangeRequest(head.name()) : new Branch(head.name());
    }

    private static final class Branch extends SCMHead {
        private static final long serialVersionUID = 1;

        Branch(String name) {
            super(name);
        }
    }

    private static final class ChangeRequest extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1;

        ChangeRequest(String name) {
            super(name);
        }

        @Override
        public String getId() {
            return getName();
        }

        @Override
        public SCMHead getTarget() {
            return new Branch("main");
        }
    }
}
