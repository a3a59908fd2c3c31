/**
 * What Freight is and where it may go, as pure functions on the model: content ids, aliases, availability, soak,
 * auto-promotion, the stage graph. Every function follows Kargo bit for bit unless its comment says otherwise, because
 * ids are compared with Kargo's and people move their YAML between both. Nothing here does I/O or reads a clock.
 */
package io.jenkins.plugins.kargo.engine.freight;
