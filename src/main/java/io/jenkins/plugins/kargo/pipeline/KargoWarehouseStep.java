package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code kargoWarehouse(project?, warehouse?, config?, artifacts?)}: stores the manifests of the checkout as the project's
 * configuration, discovers what its warehouses watch, and makes Freight of it.
 */
public class KargoWarehouseStep extends Step {
    private String project;
    private String warehouse;
    private String config;
    private Object artifacts;

    @DataBoundConstructor
    public KargoWarehouseStep() {}

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    @CheckForNull
    public String getWarehouse() {
        return warehouse;
    }

    @DataBoundSetter
    public void setWarehouse(@CheckForNull String warehouse) {
        this.warehouse = Util.fixEmptyAndTrim(warehouse);
    }

    @CheckForNull
    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(@CheckForNull String config) {
        this.config = Util.fixEmptyAndTrim(config);
    }

    @CheckForNull
    public Object getArtifacts() {
        return artifacts;
    }

    /** @param artifacts one map, such as {@code [image: 'r/cart:1.4.7']}, or a list of maps */
    @DataBoundSetter
    public void setArtifacts(@CheckForNull Object artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WarehouseExecution(
                context, new WarehouseArguments(project, warehouse, config, WarehouseArguments.artifacts(artifacts)));
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "kargoWarehouse";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoWarehouseStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return StepLabels.of(namedArgs, "project", "warehouse");
        }
    }
}
