package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/**
 * A part of the list of open pull requests.
 *
 * @param numbers of the requests
 * @param next where the next part begins, 0 when this is the last one
 */
public record OpenPage(@NonNull Set<Long> numbers, int next) {
    public OpenPage {
        numbers = Set.copyOf(numbers);
    }
}
