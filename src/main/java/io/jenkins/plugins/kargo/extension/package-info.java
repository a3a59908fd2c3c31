/** Where other plugins add to Kargo. */
package io.jenkins.plugins.kargo.extension;
