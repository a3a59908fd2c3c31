package io.jenkins.plugins.kargo.engine.promotion.step.script;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * A script that lies ready in the work dir.
 *
 * @param command runs it
 * @param directory in which it runs, relative to the work dir
 * @param output absolute path of the file for its outputs
 * @param input absolute path of the file with its inputs
 */
public record PreparedScript(ArrayList<String> command, String directory, String output, String input)
        implements Serializable {}
