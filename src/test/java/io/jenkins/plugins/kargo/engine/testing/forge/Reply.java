package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.Map;

/** An answer; a null body is an empty one. */
public record Reply(int status, Object body) {
    static final Reply NOT_FOUND = new Reply(404, Map.of("message", "Not Found"));
}
