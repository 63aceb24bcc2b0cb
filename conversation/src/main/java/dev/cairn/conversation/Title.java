package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first words of a person; what an agent put among them as markup counts only without others.
 */
final class Title {
  private static final int LENGTH = 200;
  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::markup)
          .thenComparingLong(Candidate::time)
          .thenComparingLong(Candidate::index)
          .thenComparing(Candidate::key)
          .thenComparingLong(Candidate::part);

  private @Nullable Candidate best;

  @Nullable String text() {
    return best == null ? null : best.text;
  }

  /** Takes a row of {@code messages} into account. */
  void offer(Row row) {
    String words = row.text("content_text");
    if (words == null || words.isBlank() || !isPersons(row)) {
      return;
    }
    boolean markup = words.stripLeading().startsWith("<");
    if (best == null || best.mayYield(markup, Canonical.time(row))) {
      Candidate candidate = Candidate.of(row, markup, cut(words.strip()));
      best = best == null || ORDER.compare(candidate, best) < 0 ? candidate : best;
    }
  }

  private static boolean isPersons(Row row) {
    return "user".equals(row.text("role"))
        && "text".equals(row.text("part_type"))
        && !Boolean.TRUE.equals(row.flag("is_sidechain"));
  }

  private static String cut(String words) {
    if (words.length() <= LENGTH) {
      return words;
    }
    boolean splitsPair = Character.isHighSurrogate(words.charAt(LENGTH - 1));
    return words.substring(0, splitsPair ? LENGTH - 1 : LENGTH);
  }

  /** Words that may be the title, and what orders them. */
  private record Candidate(
      boolean markup, long time, long index, String key, long part, String text) {
    static Candidate of(Row row, boolean markup, String text) {
      String attributes = row.text("attributes");
      long index =
          attributes == null ? 0 : JsonMapper.shared().readTree(attributes).path("index").asLong(0);
      String key = Canonical.text(row, "message_key");
      return new Candidate(markup, Canonical.time(row), index, key, Canonical.part(row), text);
    }

    /** Whether words of such a kind and time could come before these. */
    boolean mayYield(boolean otherMarkup, long otherTime) {
      return markup == otherMarkup ? otherTime <= time : markup;
    }
  }
}
