/** Starts, drives and kills a controller from outside: the stand-in or a real Jenkins, by the same calls. */
package io.jenkins.plugins.kargo.local.control;
