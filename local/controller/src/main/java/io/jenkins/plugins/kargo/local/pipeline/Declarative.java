package io.jenkins.plugins.kargo.local.pipeline;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import hudson.triggers.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/**
 * {@code pipeline { … }} with agent (any, none, label), environment, triggers, stages, steps, options (read over) and post (always,
 * success, failure).
 */
final class Declarative {
    private final PipelineScript script;

    Declarative(PipelineScript script) {
        this.script = script;
    }

    Object run(Closure<?> body) {
        Section pipeline = new Section(script, body);
        script.step("properties", new Object[] {List.of(new Triggers.Property(pipeline.triggers))});
        within(pipeline, () -> {
            for (Section stage : pipeline.stages) {
                script.step("stage", new Object[] {stage.name, new Work(script, () -> stage(stage))});
            }
            return null;
        });
        return null;
    }

    private Object stage(Section stage) {
        return within(stage, () -> stage.steps == null ? null : stage.steps.call());
    }

    /** On the section's agent, in its environment, with its post actions afterwards. */
    private Object within(Section section, Callable<Object> work) {
        Callable<Object> withPost = () -> {
            boolean failed = true;
            try {
                Object result = work.call();
                failed = false;
                return result;
            } finally {
                section.post("always");
                section.post(failed ? "failure" : "success");
            }
        };
        Work inside = new Work(
                script,
                () -> Block.call(
                        section.environment.isEmpty()
                                ? Block.current()
                                : Block.current().with(EnvironmentExpander.constant(section.environment)),
                        new Work(script, withPost)));
        return section.onAgent ? script.step("node", new Object[] {inside}) : inside.call();
    }

    /** Java code where a step expects a block. */
    private static final class Work extends Closure<Object> {
        private static final long serialVersionUID = 1;
        private final transient Callable<Object> code;

        Work(Object owner, Callable<Object> code) {
            super(owner);
            this.code = code;
        }

        // Groovy calls it by its name.
        @SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
        public Object doCall() throws Exception {
            return code.call();
        }
    }

    /** One {@code pipeline} or {@code stage} block, collected by running it with this as its delegate. */
    private static final class Section extends GroovyObjectSupport {
        private final PipelineScript script;
        final Map<String, String> environment = new LinkedHashMap<>();
        final List<Section> stages = new ArrayList<>();
        final List<Trigger<?>> triggers = new ArrayList<>();
        private final Map<String, Closure<?>> post = new LinkedHashMap<>();
        String name = "";
        boolean onAgent;
        Closure<?> steps;

        Section(PipelineScript script, Closure<?> body) {
            this.script = script;
            collect(body, this);
        }

        @Override
        public Object invokeMethod(String method, Object arguments) {
            Object[] values = InvokerHelper.asArray(arguments);
            switch (method) {
                case "agent" -> onAgent = !"none".equals(String.valueOf(values[0]));
                case "stages" -> collect((Closure<?>) values[0], this);
                case "stage" -> {
                    Section stage = new Section(script, (Closure<?>) values[1]);
                    stage.name = String.valueOf(values[0]);
                    stages.add(stage);
                }
                case "steps" -> steps = onScript((Closure<?>) values[0]);
                case "environment" -> collect((Closure<?>) values[0], new EnvironmentSection());
                case "triggers" -> collect((Closure<?>) values[0], new TriggersSection());
                case "options" -> {
                    // Options tune the real controller; none changes what a promotion does.
                }
                case "post" -> collect((Closure<?>) values[0], new PostSection());
                default ->
                    throw new IllegalArgumentException("'" + method + "' is not known in a declarative pipeline here");
            }
            return null;
        }

        @Override
        public Object getProperty(String property) {
            return property.equals("any") || property.equals("none") ? property : script.getProperty(property);
        }

        void post(String condition) {
            Closure<?> action = post.get(condition);
            if (action != null) {
                action.call();
            }
        }

        private Closure<?> onScript(Closure<?> body) {
            Closure<?> steps = (Closure<?>) body.clone();
            steps.setDelegate(script);
            steps.setResolveStrategy(Closure.DELEGATE_ONLY);
            return steps;
        }

        private static void collect(Closure<?> body, Object delegate) {
            Closure<?> section = (Closure<?>) body.clone();
            section.setDelegate(delegate);
            section.setResolveStrategy(Closure.DELEGATE_ONLY);
            section.call();
        }

        private final class EnvironmentSection extends GroovyObjectSupport {
            @Override
            public void setProperty(String property, Object value) {
                environment.put(property, String.valueOf(value));
            }

            @Override
            public Object getProperty(String property) {
                return environment.containsKey(property) ? environment.get(property) : script.getProperty(property);
            }
        }

        private final class TriggersSection extends GroovyObjectSupport {
            @Override
            public Object invokeMethod(String symbol, Object arguments) {
                triggers.add((Trigger<?>) script.step(symbol, arguments));
                return null;
            }
        }

        private final class PostSection extends GroovyObjectSupport {
            @Override
            public Object invokeMethod(String condition, Object arguments) {
                post.put(condition, onScript((Closure<?>) InvokerHelper.asArray(arguments)[0]));
                return null;
            }
        }
    }
}
