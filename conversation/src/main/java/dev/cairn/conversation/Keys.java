package dev.cairn.conversation;

/**
 * A table from keys to what is remembered of each: a time and a small number. It holds 128-bit
 * hashes in place of the texts, 24 bytes a slot, so that a session of half a million messages takes
 * 25 MB.
 */
final class Keys {
  /** What {@link #find} answers for a key that is not there. */
  static final long ABSENT = -1;

  /** One more than the largest number that can be remembered with a time. */
  static final int FACTS = 1 << 12;

  private static final int STRIDE = 3;
  private static final int FIRST_SLOTS = 16;

  private long[] table = new long[FIRST_SLOTS * STRIDE];
  private int size;

  /** How many keys it holds. */
  int size() {
    return size;
  }

  boolean has(Kind kind, String key) {
    return find(kind, key) != ABSENT;
  }

  /** What was put for the key, read by {@link #time} and {@link #facts}; or {@link #ABSENT}. */
  long find(Kind kind, String key) {
    long high = high(kind, key);
    long low = low(kind, key);
    int slot = slot(high, low);
    return table[slot] == high && table[slot + 1] == low ? table[slot + 2] : ABSENT;
  }

  /**
   * Remembers a key, in place of what was remembered of it.
   *
   * @param time microseconds since 1970
   * @param facts from 0 to below {@link #FACTS}
   */
  void put(Kind kind, String key, long time, int facts) {
    if ((size + 1) * 3L > (table.length / STRIDE) * 2L) {
      grow();
    }
    int slot = slot(high(kind, key), low(kind, key));
    if (isFree(slot)) {
      size++;
    }
    table[slot] = high(kind, key);
    table[slot + 1] = low(kind, key);
    table[slot + 2] = Math.max(0, time) * FACTS + facts;
  }

  static long time(long found) {
    return found / FACTS;
  }

  static int facts(long found) {
    return (int) (found % FACTS);
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (int from = 0; from < old.length; from += STRIDE) {
      if (old[from] != 0 || old[from + 1] != 0) {
        System.arraycopy(old, from, table, slot(old[from], old[from + 1]), STRIDE);
      }
    }
  }

  private boolean isFree(int slot) {
    return table[slot] == 0 && table[slot + 1] == 0;
  }

  /** Where the hash stands, or the free slot where it belongs. */
  private int slot(long high, long low) {
    int mask = table.length / STRIDE - 1;
    int index = (int) high & mask;
    while (true) {
      int slot = index * STRIDE;
      if (isFree(slot) || (table[slot] == high && table[slot + 1] == low)) {
        return slot;
      }
      index = (index + 1) & mask;
    }
  }

  private static long high(Kind kind, String key) {
    long hash = 0xCBF29CE484222325L + kind.ordinal();
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return mixed(hash + key.length());
  }

  private static long low(Kind kind, String key) {
    long hash = 0x27D4EB2F165667C5L - kind.ordinal();
    for (int i = 0; i < key.length(); i++) {
      hash = Long.rotateLeft(hash + key.charAt(i), 27) * 0xC2B2AE3D27D4EB4FL;
    }
    return mixed(hash);
  }

  private static long mixed(long hash) {
    long once = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    long twice = (once ^ (once >>> 29)) * 0xC4CEB9FE1A85EC53L;
    return twice ^ (twice >>> 32);
  }

  /** What a key is the key of; the same text may be there once per kind. */
  enum Kind {
    /** A message as its witnesses name it. */
    SIGHTED,
    /** A person's words under their final key. */
    FINAL,
    /** A message that only a history told, under the history's key. */
    TOLD,
    /** What words name as the reply before them although nobody saw that reply. */
    UNRESOLVED,
    /** A call of a tool. */
    CALL,
    /** The result of a call. */
    RESULT
  }
}
