/** What the built-in steps share: reading their configuration and keeping paths inside the work dir. */
package io.jenkins.plugins.kargo.engine.promotion.step.common;
