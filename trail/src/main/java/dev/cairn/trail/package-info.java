/**
 * The contracts between the rooms: data flows source, journal, follower, projector, fold, lake,
 * questions, and only so.
 *
 * <p>Starting points, in that order: {@link dev.cairn.trail.Source}, {@link
 * dev.cairn.trail.Journal}, {@link dev.cairn.trail.Follower}, {@link dev.cairn.trail.Projector},
 * {@link dev.cairn.trail.Fold}, {@link dev.cairn.trail.Questions}.
 */
@NullMarked
package dev.cairn.trail;

import org.jspecify.annotations.NullMarked;
