package io.jenkins.plugins.kargo.engine.fuzz;

import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlValues;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlValues.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines: a key, a value, and the file. An update is refused, or done so that doing it again changes nothing. */
public final class FuzzYamlUpdate {
    private FuzzYamlUpdate() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String[] parts = new String(data, StandardCharsets.UTF_8).split("\n", 3);
        if (parts.length < 3) {
            return;
        }
        List<Update> updates = List.of(new Update(parts[0], value(parts[1])));
        String once;
        try {
            once = YamlValues.set(parts[2], updates);
        } catch (IOException e) {
            return;
        }
        try {
            if (!YamlValues.set(once, updates).equals(once)) {
                throw new AssertionError("the same update once more changes the file");
            }
        } catch (IOException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
    }

    private static Object value(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> text.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text;
        };
    }
}
