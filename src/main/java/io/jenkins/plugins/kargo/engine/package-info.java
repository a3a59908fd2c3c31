/** The promotion engine: plain Java without any Jenkins class, so that it is tested and reused without a controller. */
package io.jenkins.plugins.kargo.engine;
