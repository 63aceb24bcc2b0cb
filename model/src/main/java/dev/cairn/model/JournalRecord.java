package dev.cairn.model;

/**
 * One line of the journal, as captured.
 *
 * @param position where the line starts
 * @param next where the line after it starts: the position of a follower that has done with this
 * @param json the line itself in UTF-8, without its line feed; not to be modified
 */
public record JournalRecord(Position position, Position next, byte[] json) {}
