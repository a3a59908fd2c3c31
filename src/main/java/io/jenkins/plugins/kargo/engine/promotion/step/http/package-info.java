/** The steps that talk to HTTP servers. */
package io.jenkins.plugins.kargo.engine.promotion.step.http;
