package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

public class MissingContextVariableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final transient StepDescriptor descriptor;

    public MissingContextVariableException(@NonNull Class<?> type, @CheckForNull StepDescriptor d) {
        this.type = type;
        this.descriptor = d;
    }

    public Class<?> getType() {
        return type;
    }

    @Override
    public String getMessage() {
        StringBuilder message = new StringBuilder();
        if (descriptor != null) {
            message.append(descriptor.getFunctionName()).append(": ");
        }
        message.append("required context ").append(type).append(" is missing");
        for (StepDescriptor provider : getProviders()) {
            message.append("\nPerhaps you forgot to surround the step with a step that provides this, such as: ")
                    .append(provider.getFunctionName());
        }
        return message.toString();
    }

    @NonNull
    public List<StepDescriptor> getProviders() {
        List<StepDescriptor> providers = new ArrayList<>();
        for (StepDescriptor candidate : StepDescriptor.all()) {
            if (candidate.getProvidedContext().stream().anyMatch(type::isAssignableFrom)) {
                providers.add(candidate);
            }
        }
        return providers;
    }
}
