package io.jenkins.plugins.kargo.local.pipeline;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** One run of a Jenkinsfile from beginning to end. */
public final class PipelineExecution {
    private PipelineExecution() {}

    /**
     * Runs the script on the calling thread, which must be a {@link PipelineThread}; what goes wrong goes to the log.
     *
     * @return the result of the build as far as the script decides it
     */
    public static Result run(String jenkinsfile, Run<?, ?> run, TaskListener listener) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        ClassLoader loader = PipelineExecution.class.getClassLoader();
        try {
            GroovyShell shell = new GroovyShell(loader, new Binding(), configuration);
            groovy.lang.Script script = shell.parse(jenkinsfile, "Jenkinsfile");
            Block.call(Frame.of(run, listener), script::run);
            return Result.SUCCESS;
        } catch (CompilationFailedException e) {
            listener.getLogger().println(e.getMessage());
            return Result.FAILURE;
        } catch (Throwable failure) {
            return report(PipelineThread.causeOf(failure), run, listener);
        }
    }

    private static Result report(Throwable cause, Run<?, ?> run, TaskListener listener) {
        if (cause instanceof FlowInterruptedException interrupted) {
            interrupted.handle(run, listener);
            return interrupted.getResult();
        }
        if (cause instanceof InterruptedException) {
            listener.getLogger().println("Aborted");
            return Result.ABORTED;
        }
        if (cause instanceof AbortException) {
            listener.getLogger().println("ERROR: " + cause.getMessage());
        } else {
            cause.printStackTrace(listener.getLogger());
        }
        return Result.FAILURE;
    }
}
