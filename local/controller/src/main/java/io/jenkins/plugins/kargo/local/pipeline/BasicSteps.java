package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.local.ScmCheckout;
import io.jenkins.plugins.kargo.local.StandInRun;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The few steps of other plugins that Jenkinsfiles here use, with the parameters that they use. */
final class BasicSteps {
    @FunctionalInterface
    private interface BasicStep {
        Object call(StepArguments arguments) throws Throwable;
    }

    private final Map<String, BasicStep> steps = new TreeMap<>();

    BasicSteps() {
        steps.put("node", this::node);
        steps.put("stage", this::stage);
        steps.put("echo", arguments -> print(arguments.text("echo", "message")));
        steps.put("sh", this::sh);
        steps.put("checkout", arguments -> {
            // scm is a map here, and a lone map reads as named arguments.
            Object scm = arguments.named().getOrDefault("scm", arguments.named());
            return ScmCheckout.checkout((Map<?, ?>) scm, workspace(), run());
        });
        steps.put(
                "git",
                arguments -> ScmCheckout.checkout(
                        arguments.named().isEmpty() ? Map.of("url", arguments.text("git", "url")) : arguments.named(),
                        workspace(),
                        run()));
        steps.put("dir", arguments -> inside(workspace().child(arguments.text("dir", "path")), arguments));
        steps.put("deleteDir", arguments -> {
            workspace().deleteRecursive();
            return null;
        });
        steps.put("pwd", arguments -> workspace().getRemote());
        steps.put("writeFile", arguments -> {
            workspace()
                    .child(arguments.text("writeFile", "file"))
                    .write(String.valueOf(arguments.named().get("text")), "UTF-8");
            return null;
        });
        steps.put(
                "readFile",
                arguments ->
                        workspace().child(arguments.text("readFile", "file")).readToString());
        steps.put(
                "fileExists",
                arguments ->
                        workspace().child(arguments.text("fileExists", "file")).exists());
        steps.put("error", arguments -> {
            throw new AbortException(arguments.text("error", "message"));
        });
        steps.put("unstable", arguments -> {
            print("WARNING: " + arguments.text("unstable", "message"));
            run().setResult(Result.UNSTABLE);
            return null;
        });
        steps.put("catchError", this::catchError);
        steps.put("withEnv", this::withEnv);
        steps.put("parallel", this::parallel);
        steps.put("timeout", this::timeout);
        steps.put("sleep", arguments -> {
            Thread.sleep(TimeUnit.SECONDS.toMillis(((Number) arguments.get("time")).longValue()));
            return null;
        });
        steps.put("pipelineTriggers", arguments -> Triggers.property(arguments.get("triggers")));
        steps.put("properties", arguments -> {
            ((StandInRun) run()).getParent().setTriggers(Triggers.ofProperties(arguments.get("properties")));
            return null;
        });
        steps.put("script", arguments -> Block.call(Block.current(), arguments.body()));
    }

    boolean has(String name) {
        return steps.containsKey(name);
    }

    @CheckForNull
    Object invoke(String name, StepArguments arguments) throws Throwable {
        return steps.get(name).call(arguments);
    }

    private Object node(StepArguments arguments) throws Throwable {
        StandInRun run = (StandInRun) run();
        Node node = Jenkins.get();
        try (AutoCloseable executor = run.acquireExecutor()) {
            print("Running on " + node.getDisplayName() + " in "
                    + run.workspace().getRemote());
            run.workspace().mkdirs();
            return Block.call(Block.current().with(node).with(run.workspace()), arguments.body());
        }
    }

    private Object stage(StepArguments arguments) throws Throwable {
        print("[Pipeline] { (" + arguments.text("stage", "name") + ")");
        try {
            return Block.call(Block.current(), arguments.body());
        } finally {
            print("[Pipeline] }");
        }
    }

    private Object inside(FilePath directory, StepArguments arguments) throws Throwable {
        directory.mkdirs();
        return Block.call(Block.current().with(directory), arguments.body());
    }

    private Object sh(StepArguments arguments) throws Throwable {
        Launcher launcher = required(Launcher.class, "sh");
        boolean returnStdout = arguments.flag("returnStdout");
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        OutputStream log = required(TaskListener.class, "sh").getLogger();
        int exit = launcher.launch()
                .cmds("sh", "-xe", "-c", arguments.text("sh", "script"))
                .pwd(workspace())
                .envs(required(EnvVars.class, "sh"))
                .stdout(returnStdout ? captured : log)
                .stderr(log)
                .quiet(true)
                .join();
        if (arguments.flag("returnStatus")) {
            return exit;
        }
        if (exit != 0) {
            throw new AbortException("script returned exit code " + exit);
        }
        return returnStdout ? captured.toString(StandardCharsets.UTF_8) : null;
    }

    private Object withEnv(StepArguments arguments) throws Throwable {
        Map<String, String> added = new LinkedHashMap<>();
        for (Object each : (List<?>) arguments.get("overrides")) {
            String[] pair = each.toString().split("=", 2);
            added.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return Block.call(Block.current().with(EnvironmentExpander.constant(added)), arguments.body());
    }

    private Object catchError(StepArguments arguments) throws Throwable {
        try {
            return Block.call(Block.current(), arguments.body());
        } catch (Throwable failure) {
            Throwable cause = PipelineThread.causeOf(failure);
            print("ERROR: " + cause.getMessage());
            Object result = arguments.named().get("buildResult");
            run().setResult(result == null ? Result.FAILURE : Result.fromString(result.toString()));
            return null;
        }
    }

    /** Runs every branch on a thread of its own; the first failure is thrown when all have ended. */
    private Object parallel(StepArguments arguments) throws Throwable {
        Frame frame = Block.current();
        List<LocalBodyExecution> branches = new ArrayList<>();
        Map<String, Object> results = new LinkedHashMap<>();
        for (Map.Entry<String, Object> each : arguments.named().entrySet()) {
            if (each.getValue() instanceof Closure<?> branch) {
                branches.add(LocalBodyExecution.start(frame, branch, null));
                results.put(each.getKey(), null);
            }
        }
        Throwable first = null;
        int index = 0;
        for (String name : List.copyOf(results.keySet())) {
            try {
                results.put(name, branches.get(index++).get());
            } catch (java.util.concurrent.ExecutionException failure) {
                print("Failed in branch " + name + ": " + failure.getCause().getMessage());
                first = first == null ? failure.getCause() : first;
            } catch (InterruptedException stopped) {
                branches.forEach(branch -> branch.cancel(stopped));
                throw stopped;
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    private Object timeout(StepArguments arguments) throws Throwable {
        long time = ((Number) arguments.get("time")).longValue();
        Object unit = arguments.named().get("unit");
        long millis =
                TimeUnit.valueOf(unit == null ? "MINUTES" : unit.toString()).toMillis(time);
        LocalBodyExecution body = LocalBodyExecution.start(Block.current(), arguments.body(), null);
        try {
            return body.get(millis, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            FlowInterruptedException exceeded =
                    new FlowInterruptedException(Result.ABORTED, true, new TimeoutExceeded());
            body.cancel(exceeded);
            throw exceeded;
        } catch (InterruptedException e) {
            body.cancel(e);
            throw e;
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause();
        }
    }

    private static Object print(String line) throws Throwable {
        required(TaskListener.class, "echo").getLogger().println(line);
        return null;
    }

    private static Run<?, ?> run() throws Exception {
        return Block.current().get(Run.class);
    }

    private static FilePath workspace() throws Exception {
        return required(FilePath.class, "a step that uses files");
    }

    private static <T> T required(Class<T> type, String step) throws Exception {
        T value = Block.current().get(type);
        if (value == null) {
            throw new AbortException(
                    "Required context " + type + " is missing: wrap " + step + " in a node { … } block");
        }
        return value;
    }

    private static final class TimeoutExceeded extends CauseOfInterruption {
        private static final long serialVersionUID = 1;

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }
    }
}
