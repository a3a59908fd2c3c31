/**
 * Permissions, and which Jenkins credential a URL gets. Choosing is pure; looking up asks Jenkins with the authority of the
 * build.
 */
package io.jenkins.plugins.kargo.security;
