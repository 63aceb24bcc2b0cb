package dev.cairn.conversation;

import dev.cairn.kernel.Section;

/**
 * What the fold may remember and read again.
 *
 * @param sessions how many sessions stay in memory between batches
 * @param keys how many keys of messages, replies and calls they hold together, about 50 bytes each
 * @param recalledMessages how many messages a session may have to be read again from the lake; rows
 *     of a longer one stay out of the folded datasets, which is reported
 */
public record FoldConfig(int sessions, int keys, int recalledMessages) {
  /** A thousand sessions, a million keys, sessions of up to a hundred thousand messages. */
  public static final FoldConfig DEFAULT = new FoldConfig(1_000, 1_000_000, 100_000);

  public FoldConfig {
    atLeastOne("sessions", sessions);
    atLeastOne("keys", keys);
    atLeastOne("recalled_messages", recalledMessages);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }

  /** Reads {@code sessions}, {@code keys} and {@code recalled_messages}. */
  public static FoldConfig from(Section section) {
    FoldConfig config =
        new FoldConfig(
            (int) section.integer("sessions", DEFAULT.sessions, 1, 1_000_000),
            (int) section.integer("keys", DEFAULT.keys, 1, 100_000_000),
            (int) section.integer("recalled_messages", DEFAULT.recalledMessages, 1, 100_000_000));
    section.finish();
    return config;
  }
}
