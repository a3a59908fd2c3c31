package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * What a workspace holds of a project.
 *
 * @param files the manifests, sorted by path; empty when there are none
 * @param commit that is checked out, empty when the workspace is no git checkout
 * @param onlyPromotionCommits whether everything since the last commit that was looked at was committed by promotions
 */
public record Checkout(
        @NonNull ArrayList<ManifestFile> files, @NonNull String commit, boolean onlyPromotionCommits)
        implements Serializable {}
