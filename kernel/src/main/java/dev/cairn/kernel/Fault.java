package dev.cairn.kernel;

/** Whose fault a failure is, and so what may be done about it. */
public enum Fault {
  /** The caller's; asking again in the same way cannot help. */
  CALLER,
  /** Nobody's: there is no such thing. */
  ABSENT,
  /** The caller may not do this. */
  DENIED,
  /** A limit was reached; asking for less or later can help. */
  EXHAUSTED,
  /** Something that Cairn depends on did not answer. */
  UPSTREAM,
  /** Cairn's own. */
  INTERNAL
}
