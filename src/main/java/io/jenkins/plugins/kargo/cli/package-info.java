/**
 * Commands of the Jenkins command line: {@code kargo-get}, {@code kargo-promote}, {@code kargo-approve}, {@code
 * kargo-refresh} and {@code kargo-verify}. They call the API as the user who runs them, so they may what the page may.
 */
package io.jenkins.plugins.kargo.cli;
