package dev.cairn.lake;

import java.util.Collection;
import java.util.Optional;

/** How the engine compares names, and which name was probably meant. */
final class Names {
  private Names() {}

  /** Folds A to Z only, as the engine does; other letters differ by case. */
  static String lower(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  /** The candidate that differs least, if few letters differ. */
  static Optional<String> nearest(String name, Collection<String> candidates) {
    String best = null;
    int least = Math.max(2, Math.min(name.length(), 12) / 3) + 1;
    for (String candidate : candidates) {
      int distance = name.length() > 64 ? least : distance(lower(name), candidate);
      if (distance < least) {
        best = candidate;
        least = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Letters to put in, take out or change. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
