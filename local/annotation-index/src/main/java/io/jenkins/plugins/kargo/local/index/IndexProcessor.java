package io.jenkins.plugins.kargo.local.index;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Lists the classes that carry an annotation, one binary name per line, in {@code META-INF/annotations/<annotation>}.
 * Jenkins finds initializers, terminators and symbols by these files alone; in the Jenkins project's own build the
 * annotation-indexer writes the same ones.
 */
@SupportedAnnotationTypes({
    "hudson.init.Initializer",
    "hudson.init.Terminator",
    "org.jenkinsci.Symbol",
})
public final class IndexProcessor extends AbstractProcessor {
    private final Map<String, Set<String>> classesByAnnotation = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
                classesByAnnotation
                        .computeIfAbsent(annotation.getQualifiedName().toString(), key -> new TreeSet<>())
                        .add(classOf(annotated));
            }
        }
        if (round.processingOver()) {
            classesByAnnotation.forEach(this::write);
        }
        return false;
    }

    private String classOf(Element annotated) {
        Element type = annotated instanceof TypeElement ? annotated : annotated.getEnclosingElement();
        return processingEnv.getElementUtils().getBinaryName((TypeElement) type).toString();
    }

    private void write(String annotation, Set<String> classes) {
        String file = "META-INF/annotations/" + annotation;
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openWriter()) {
            for (String name : classes) {
                out.write(name + '\n');
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "cannot write " + file + ": " + e);
        }
    }
}
