/** Chart subscriptions: versions in a classic repository's index, or tags in an OCI registry. */
package io.jenkins.plugins.kargo.engine.discovery.chart;
