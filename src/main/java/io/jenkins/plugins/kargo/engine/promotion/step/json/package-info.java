/** The steps that work on JSON files, and an editor that changes values in JSON text and leaves the rest as it is. */
package io.jenkins.plugins.kargo.engine.promotion.step.json;
