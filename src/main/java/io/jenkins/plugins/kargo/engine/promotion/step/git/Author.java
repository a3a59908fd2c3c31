package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.Serializable;
import java.util.List;

/** Who commits. */
public record Author(@NonNull String name, @NonNull String email) implements Serializable {
    /** The step's own author, null when it has none. */
    @CheckForNull
    static Author of(StepConfig config) throws StepFailure {
        StepConfig author = config.object("author").orElse(null);
        if (author == null) {
            return null;
        }
        Author result = new Author(author.text("name"), author.text("email"));
        if ((result.name + result.email).chars().anyMatch(Character::isISOControl)) {
            throw new StepFailure("The author's name and email must each be one line of text");
        }
        return result;
    }

    /** Settings for one git command. */
    List<String> settings() {
        return List.of("-c", "user.name=" + name, "-c", "user.email=" + email);
    }
}
