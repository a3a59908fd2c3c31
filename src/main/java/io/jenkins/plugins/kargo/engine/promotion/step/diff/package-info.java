/** What a commit changes in rendered manifests: git's patch, read file by file and resource by resource. Pure. */
package io.jenkins.plugins.kargo.engine.promotion.step.diff;
