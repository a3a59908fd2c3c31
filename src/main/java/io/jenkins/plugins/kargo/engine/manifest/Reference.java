package io.jenkins.plugins.kargo.engine.manifest;

/**
 * A place where one resource names another.
 *
 * @param from whose it is, for the message, such as {@code stage uat}
 * @param problems of the document in which it stands
 */
record Reference(String kind, String name, String from, Position at, String path, Problems problems) {}
