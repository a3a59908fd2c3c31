/**
 * The configuration of the controller, and the runtime that opens the store, wires the engine and closes both in order.
 */
package io.jenkins.plugins.kargo.config;
