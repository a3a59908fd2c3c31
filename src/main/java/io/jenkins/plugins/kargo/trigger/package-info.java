/** What starts builds by itself: new Freight, and new candidates of stages. */
package io.jenkins.plugins.kargo.trigger;
