package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.kargo.local.StandInRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The base class of Jenkinsfiles: what is not a method of the script is a step. */
public abstract class PipelineScript extends Script {
    private final StepInvoker steps = new StepInvoker();

    @Override
    @CheckForNull
    public Object invokeMethod(String name, Object arguments) {
        if (name.equals("pipeline")) {
            return new Declarative(this).run((Closure<?>) InvokerHelper.asArray(arguments)[0]);
        }
        try {
            return super.invokeMethod(name, arguments);
        } catch (MissingMethodException e) {
            if (!e.getMethod().equals(name) || !getClass().equals(e.getType())) {
                throw e;
            }
            return step(name, arguments);
        }
    }

    @CheckForNull
    Object step(String name, @CheckForNull Object arguments) {
        try {
            return steps.invoke(name, arguments);
        } catch (Throwable failure) {
            throw sneaky(PipelineThread.causeOf(failure));
        }
    }

    /** println belongs to the build log. */
    @Override
    public void println(Object value) {
        step("echo", new Object[] {String.valueOf(value)});
    }

    @Override
    public Object getProperty(String property) {
        switch (property) {
            case "env":
                return new Environment();
            case "scm":
                return build().scm();
            case "params":
                return Map.of();
            case "currentBuild":
                return new CurrentBuild(build());
            default:
                return super.getProperty(property);
        }
    }

    private static StandInRun build() {
        try {
            return (StandInRun) Block.current().get(Run.class);
        } catch (Exception e) {
            throw sneaky(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    /** {@code env.NAME}: the block's environment, then what the script set for the whole build. */
    private static final class Environment extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1;

        @Override
        public Object get(Object name) {
            try {
                return Block.current().get(EnvVars.class).get(name);
            } catch (Exception e) {
                throw sneaky(e);
            }
        }

        @Override
        public Object put(String name, Object value) {
            return build().environment().put(name, String.valueOf(value));
        }
    }

    /** The part of {@code currentBuild} that scripts read. */
    public record CurrentBuild(StandInRun run) {
        public String getResult() {
            return run.getResult() == null ? null : run.getResult().toString();
        }

        public String getCurrentResult() {
            return run.getResult() == null ? "SUCCESS" : run.getResult().toString();
        }

        public int getNumber() {
            return run.getNumber();
        }
    }
}
