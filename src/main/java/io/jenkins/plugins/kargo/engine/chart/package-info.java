/** The gateway to classic Helm repositories: an index.yaml over HTTP. Charts in OCI registries are tags there. */
package io.jenkins.plugins.kargo.engine.chart;
