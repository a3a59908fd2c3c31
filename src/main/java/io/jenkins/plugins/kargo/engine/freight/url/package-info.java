/**
 * Canonical spellings of repository URLs, as Kargo computes them before it compares or hashes them. Pure functions on
 * text: nothing here connects anywhere.
 */
package io.jenkins.plugins.kargo.engine.freight.url;
