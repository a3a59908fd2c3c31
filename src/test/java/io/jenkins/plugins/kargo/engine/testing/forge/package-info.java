/** The published shapes of hosting services' APIs, as far as they concern pull requests, over a real repository. */
package io.jenkins.plugins.kargo.engine.testing.forge;
