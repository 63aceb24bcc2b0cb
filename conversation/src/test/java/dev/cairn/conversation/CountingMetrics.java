package dev.cairn.conversation;

/** Adds up what the fold tells. */
final class CountingMetrics implements FoldMetrics {
  int fast;
  int slow;
  int sessions;
  long keys;
  int leftOut;

  @Override
  public void fast(int more) {
    fast += more;
  }

  @Override
  public void slow(int more) {
    slow += more;
  }

  @Override
  public void held(int sessionsNow, long keysNow) {
    sessions = sessionsNow;
    keys = keysNow;
  }

  @Override
  public void leftOut(int rows) {
    leftOut += rows;
  }
}
