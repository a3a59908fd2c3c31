/** The gateway to OCI registries: images, indexes and charts, by the OCI distribution specification 1.1. */
package io.jenkins.plugins.kargo.engine.oci;
