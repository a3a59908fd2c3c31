/**
 * From a Warehouse to discovered artifacts and Freight. {@link
 * io.jenkins.plugins.kargo.engine.discovery.WarehouseDiscovery} looks into the repositories, {@link
 * io.jenkins.plugins.kargo.engine.discovery.Warehouses} makes Freight of what it found.
 */
package io.jenkins.plugins.kargo.engine.discovery;
