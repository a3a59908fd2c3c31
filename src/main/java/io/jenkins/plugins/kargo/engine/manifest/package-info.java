/** Reads Kargo's YAML into the model; every problem names file, line, column and the field's path. */
package io.jenkins.plugins.kargo.engine.manifest;
