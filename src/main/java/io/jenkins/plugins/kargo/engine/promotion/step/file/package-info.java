/** The steps that copy, delete, write, pack and unpack files. */
package io.jenkins.plugins.kargo.engine.promotion.step.file;
