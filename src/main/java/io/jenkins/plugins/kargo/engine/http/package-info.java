/**
 * The one way of the gateways to HTTP: every request has a time and a size limit, goes only where the {@link
 * io.jenkins.plugins.kargo.engine.http.NetworkPolicy} lets it, waits for its turn with its host, and is repeated a few
 * times when that helps.
 */
package io.jenkins.plugins.kargo.engine.http;
