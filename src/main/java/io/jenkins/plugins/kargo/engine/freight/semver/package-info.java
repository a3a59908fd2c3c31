/**
 * Semantic versions and constraints with the behaviour of Masterminds/semver 3.5, the library by which Kargo selects
 * tags and Helm selects charts.
 */
package io.jenkins.plugins.kargo.engine.freight.semver;
