/** Promotion steps that concern the promotion itself: outputs, metadata, aliases, failing on purpose, approvals. */
package io.jenkins.plugins.kargo.engine.promotion.step.control;
