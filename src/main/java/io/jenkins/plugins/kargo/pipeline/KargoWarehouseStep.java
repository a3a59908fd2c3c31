package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code kargoWarehouse(project?, warehouse?, config?, artifacts?)}: stores the manifests of the checkout as the project's
 * configuration, discovers what its warehouses watch, and makes Freight of it.
 */
public class KargoWarehouseStep extends ProjectStep {
    private String warehouse;
    private String config;
    private Object artifacts;

    @DataBoundConstructor
    public KargoWarehouseStep() {}

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
                context,
                new WarehouseArguments(getProject(), warehouse, config, WarehouseArguments.artifacts(artifacts)));
    }

    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        public DescriptorImpl() {
            super("kargoWarehouse", "project", "warehouse");
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoWarehouseStep_displayName();
        }
    }
}
