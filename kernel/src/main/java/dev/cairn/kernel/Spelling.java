package dev.cairn.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
  private Spelling() {}

  /** The known word next to the one written, when they are close enough to be a slip. */
  public static Optional<String> nearest(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT).replace('-', '_');
    return known.stream()
        .filter(word ->
            distance(lower, word) <= Math.max(1, (word.length() + 1) / 3) || extended(lower, word))
        .min(
            Comparator.<String>comparingInt(word -> distance(lower, word))
                .thenComparing(word -> word));
  }

  private static boolean extended(String written, String word) {
    return word.startsWith(written) || written.startsWith(word);
  }

  /** How many letters must be changed, added or left out (Levenshtein). */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[right.length()];
  }
}
