/**
 * Promotions: the queue, the runner and the step SPI. The store is the truth; whoever runs a promotion (a Pipeline step)
 * calls {@code advance} again after a wait, a body or a restart, and the runner continues where the store says it is.
 */
package io.jenkins.plugins.kargo.engine.promotion;
