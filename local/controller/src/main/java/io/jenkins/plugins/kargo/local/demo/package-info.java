/** {@code ./kargo demo}: a git server, a registry, a chart repository and a controller, and one way through all of it. */
package io.jenkins.plugins.kargo.local.demo;
