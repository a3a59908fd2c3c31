package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import java.util.ArrayList;
import java.util.List;

/** There is something to deliver: Freight that a build would create, or a candidate of a stage. */
public class FreightCause extends Cause {
    private final String project;
    private final List<String> news;
    private final String words;

    /**
     * @param project path of the project
     * @param news keys of what was found, as {@link News#key()} has them
     * @param words the same for people
     */
    FreightCause(@NonNull String project, @NonNull List<String> news, @NonNull String words) {
        this.project = project;
        this.news = new ArrayList<>(news);
        this.words = words;
    }

    @NonNull
    public String getProject() {
        return project;
    }

    @NonNull
    List<String> getNews() {
        return List.copyOf(news);
    }

    @Override
    public String getShortDescription() {
        return Messages.FreightCause_description(project, words);
    }
}
