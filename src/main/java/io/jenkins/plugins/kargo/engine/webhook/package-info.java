/**
 * Events of git hosts and registries: is it from whom it says, and which repositories does it concern. Nothing here looks
 * anything up. Formats as the vendors document them, answers as Kargo gives them.
 */
package io.jenkins.plugins.kargo.engine.webhook;
