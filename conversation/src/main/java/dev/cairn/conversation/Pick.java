package dev.cairn.conversation;

import org.jspecify.annotations.Nullable;

/** The text said first, or last, by the time and key of the messages that say it. */
final class Pick {
  private final boolean last;
  private @Nullable String text;
  private long time;
  private String key = "";

  private Pick(boolean last) {
    this.last = last;
  }

  static Pick first() {
    return new Pick(false);
  }

  static Pick last() {
    return new Pick(true);
  }

  @Nullable String text() {
    return text;
  }

  void offer(@Nullable String offered, long offeredTime, String offeredKey) {
    if (offered == null) {
      return;
    }
    int order = Long.compare(offeredTime, time);
    order = order == 0 ? offeredKey.compareTo(key) : order;
    if (text == null || (last ? order > 0 : order < 0)) {
      text = offered;
      time = offeredTime;
      key = offeredKey;
    }
  }
}
