package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** What a text box offers while somebody types. No form is shown here, so nobody asks for it. */
public class AutoCompletionCandidates implements HttpResponse {
    private final List<String> values = new ArrayList<>();

    public AutoCompletionCandidates add(String v) {
        values.add(v);
        return this;
    }

    public AutoCompletionCandidates add(String... v) {
        values.addAll(Arrays.asList(v));
        return this;
    }

    public List<String> getValues() {
        return values;
    }

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object o)
            throws IOException, ServletException {
        throw new UnsupportedOperationException("no form is shown here");
    }

    public static <T extends Item> AutoCompletionCandidates ofJobNames(
            Class<T> type, String value, @CheckForNull Item self, ItemGroup container) {
        throw new UnsupportedOperationException("no form is shown here");
    }
}
