/** Promotion windows: when they are active, and so when a stage's promotions may begin. Pure functions of time. */
package io.jenkins.plugins.kargo.engine.freight.window;
