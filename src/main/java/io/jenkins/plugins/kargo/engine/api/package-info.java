/**
 * The JSON API as plain request and response, so that every web front (Stapler on a controller, the local stand-in)
 * serves the same answers. {@code openapi.yaml} beside it describes every endpoint.
 */
package io.jenkins.plugins.kargo.engine.api;
