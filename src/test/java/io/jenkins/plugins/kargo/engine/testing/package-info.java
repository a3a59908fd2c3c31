/**
 * The other side of the gateways, for tests: servers on loopback that hold what a test puts into them. Every class starts
 * on a free port, needs no network and is stopped by {@code close()}.
 */
package io.jenkins.plugins.kargo.engine.testing;
