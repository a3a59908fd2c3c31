/** Subscriptions that are none of git, image and chart: what reading their config has in common, and {@code http-json}. */
package io.jenkins.plugins.kargo.engine.discovery.generic;
