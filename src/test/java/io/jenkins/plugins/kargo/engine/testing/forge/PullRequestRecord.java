package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.ArrayList;
import java.util.List;

/** A pull request as the service keeps it. */
public final class PullRequestRecord {
    public final long number;
    public final String source;
    public final String target;
    public String title;
    public String description;
    public final List<String> labels = new ArrayList<>();
    public final List<String> reviewers = new ArrayList<>();
    public boolean fromFork;
    public boolean draft;
    public String state = "open";
    public String mergeCommit = "";
    public String method = "";

    public PullRequestRecord(long number, String source, String target, String title, String description) {
        this.number = number;
        this.source = source;
        this.target = target;
        this.title = title;
        this.description = description;
    }

    public boolean isOpen() {
        return state.equals("open");
    }

    public boolean isMerged() {
        return state.equals("merged");
    }
}
