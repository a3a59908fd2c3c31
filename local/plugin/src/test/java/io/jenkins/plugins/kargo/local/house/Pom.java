package io.jenkins.plugins.kargo.local.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom as it is written, nothing inherited or resolved. */
final class Pom {
    private final Element project;

    private Pom(Element project) {
        this.project = project;
    }

    static Pom read(Path file) throws IOException {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no pom", e);
        }
    }

    /** The text at a path such as {@code scm/tag}; null when there is none. */
    String text(String path) {
        Element at = element(path);
        return at == null ? null : at.getTextContent().strip();
    }

    boolean has(String path) {
        return element(path) != null;
    }

    private Element element(String path) {
        Element at = project;
        for (String name : path.split("/")) {
            at = children(at).stream()
                    .filter(child -> child.getTagName().equals(name))
                    .findFirst()
                    .orElse(null);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Element property : children(element("properties"))) {
            properties.put(property.getTagName(), property.getTextContent().strip());
        }
        return properties;
    }

    List<Dependency> dependencies() {
        return dependencies("dependencies");
    }

    List<Dependency> managed() {
        return dependencies("dependencyManagement/dependencies");
    }

    private List<Dependency> dependencies(String path) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Element each : children(element(path))) {
            dependencies.add(new Dependency(
                    text(each, "groupId"), text(each, "artifactId"), text(each, "version"), text(each, "scope")));
        }
        return dependencies;
    }

    private static String text(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element child) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    /** One dependency; version and scope as written, null when absent. */
    record Dependency(String group, String artifact, String version, String scope) {
        boolean isTest() {
            return "test".equals(scope);
        }

        boolean isProvided() {
            return "provided".equals(scope);
        }
    }
}
