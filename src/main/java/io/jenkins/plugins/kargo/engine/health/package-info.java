/**
 * Health of stages: checkers look at what steps of a promotion registered, as long as the stage holds what the promotion
 * brought. The worst result is the stage's health; its verification starts when it is healthy.
 */
package io.jenkins.plugins.kargo.engine.health;
