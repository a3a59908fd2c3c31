/** What another plugin adds to Kargo, as docs/extending.md shows it. */
package io.jenkins.plugins.kargo.local.scenario.example;
