/**
 * Figures, each a ratio against a peer or a limit, measured in one run.
 *
 * <p>Starting points: {@link dev.cairn.bench.Bench} (the command), {@link
 * dev.cairn.bench.Measurement} (one figure).
 */
@NullMarked
package dev.cairn.bench;

import org.jspecify.annotations.NullMarked;
