/**
 * The nouns of Cairn: records, positions, rows, datasets and their columns, usage.
 *
 * <p>Starting points: {@link dev.cairn.model.JournalRecord} (what is recorded), {@link
 * dev.cairn.model.Datasets} (what can be asked).
 */
@NullMarked
package dev.cairn.model;

import org.jspecify.annotations.NullMarked;
