/** The page and the JSON API on a controller: adapters from Stapler and servlets to {@code engine.api}. */
package io.jenkins.plugins.kargo.web;
