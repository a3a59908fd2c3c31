/** Is the packaged plugin what a real controller expects? */
package io.jenkins.plugins.kargo.local.hpi;
