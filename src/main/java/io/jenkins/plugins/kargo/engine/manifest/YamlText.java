package io.jenkins.plugins.kargo.engine.manifest;

import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Plain values as the YAML that a person would write. */
final class YamlText {
    private YamlText() {}

    /** Each line indented by two spaces, to stand in a message. */
    static String indented(Map<String, Object> values) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(values).lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }
}
