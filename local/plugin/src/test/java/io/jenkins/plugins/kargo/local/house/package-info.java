/**
 * Do the two builds agree, is the packaged plugin what a controller expects, and does the house keep the rules of the
 * Jenkins project? See {@code docs/hosting.md}.
 */
package io.jenkins.plugins.kargo.local.house;
