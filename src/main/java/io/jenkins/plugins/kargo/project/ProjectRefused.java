package io.jenkins.plugins.kargo.project;

/** A build cannot use the project it names, or none could be found; the message is for people and says what to do. */
public class ProjectRefused extends Exception {
    private static final long serialVersionUID = 1;

    public ProjectRefused(String message) {
        super(message);
    }
}
