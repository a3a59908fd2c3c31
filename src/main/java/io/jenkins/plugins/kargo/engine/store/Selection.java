package io.jenkins.plugins.kargo.engine.store;

import java.util.Map;

/** Which rows, in what order and how many: the text after WHERE and its arguments. */
record Selection(String condition, Map<String, ?> arguments) {}
