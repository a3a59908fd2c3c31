/** The built-in promotion steps, one package for each family. */
package io.jenkins.plugins.kargo.engine.promotion.step;
