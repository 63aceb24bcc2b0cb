/**
 * The journal as JSON lines in files that a person can read: group commit, days, compression,
 * purge, recovery.
 *
 * <p>Starting points: {@link dev.cairn.journal.FileJournal} (the whole), {@link
 * dev.cairn.journal.GroupCommit} (how records become durable), {@link
 * dev.cairn.journal.SignalReader} (how they are read), {@link dev.cairn.journal.RecordingsFolder}
 * (recordings that another program wrote).
 */
@NullMarked
package dev.cairn.journal;

import org.jspecify.annotations.NullMarked;
