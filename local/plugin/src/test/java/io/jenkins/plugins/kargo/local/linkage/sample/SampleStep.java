package io.jenkins.plugins.kargo.local.linkage.sample;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import java.util.Set;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Uses Jenkins in each way that the check looks at; itself never run. */
public class SampleStep extends Step {
    @DataBoundConstructor
    public SampleStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            Function<Run<?, ?>, String> id = Run::getExternalizableId;
            getContext()
                    .get(TaskListener.class)
                    .getLogger()
                    .println(id.apply(getContext().get(Run.class)));
            return false;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class);
        }

        @Override
        public String getFunctionName() {
            return "sample";
        }

        public FormValidation doCheckItem(String name) {
            Item item = Jenkins.get().getItemByFullName(name, Item.class);
            return item == null ? FormValidation.error("no such item") : FormValidation.ok();
        }
    }
}
