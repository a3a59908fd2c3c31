package io.jenkins.plugins.kargo.local;

import hudson.model.InvisibleAction;

/** The script that a Replay runs instead of the job's own. */
final class ReplayedScript extends InvisibleAction {
    private final String script;

    ReplayedScript(String script) {
        this.script = script;
    }

    String script() {
        return script;
    }
}
