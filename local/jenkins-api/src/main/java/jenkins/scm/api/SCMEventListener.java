package jenkins.scm.api;

import hudson.ExtensionPoint;

/** Nothing fires events here. */
public class SCMEventListener implements ExtensionPoint {
    public void onSCMHeadEvent(SCMHeadEvent<?> event) {}

    public void onSCMSourceEvent(SCMSourceEvent<?> event) {}
}
