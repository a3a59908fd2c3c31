package io.jenkins.plugins.kargo.engine.http;

/** Requests that were sent, repetitions and redirects included, and bytes of answers' bodies. */
public record HttpUsage(long requests, long bytes) {}
