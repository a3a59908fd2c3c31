package io.jenkins.plugins.kargo.engine.manifest;

/** Where something stands in a file; both from 1. */
record Position(int line, int column) {
    static final Position START = new Position(1, 1);
}
