package dev.cairn.conversation;

/** What the fold tells of its work. */
public interface FoldMetrics {
  /** Measures nothing. */
  FoldMetrics NONE =
      new FoldMetrics() {
        @Override
        public void fast(int sessions) {}

        @Override
        public void slow(int sessions) {}

        @Override
        public void held(int sessions, long keys) {}

        @Override
        public void leftOut(int rows) {}
      };

  /** So many sessions of a batch were folded from memory alone. */
  void fast(int sessions);

  /** So many sessions of a batch were looked up in the lake, new ones included. */
  void slow(int sessions);

  /** So many sessions are in memory after a batch, with so many keys. */
  void held(int sessions, long keys);

  /** So many rows stay out of the folded datasets, because their session is too long. */
  void leftOut(int rows);
}
