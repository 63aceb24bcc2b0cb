package dev.cairn.server;

import dev.cairn.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps secrets of a configuration out of what is shown. */
final class Secrets {
  private static final String MASK = "(masked)";
  private static final Pattern KEY =
      Pattern.compile("(?:.*[._])?(?:secret|token|password|passphrase|api_key|credentials)");
  private static final Pattern USER = Pattern.compile("(://)[^/?#@\\s]+@");
  private static final Pattern QUERY =
      Pattern.compile("([?&](?:[a-z_-]*key|[a-z_-]*token|secret|password|sig)=)[^&#\\s]+");

  private Secrets() {}

  /** A tree of JSON values with every secret in it masked. */
  static @Nullable Object masked(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
        map.forEach((key, value) ->
            masked.put(key, KEY.matcher(key.toString()).matches() ? MASK : masked(value)));
        yield masked;
      }
      case List<?> list -> list.stream().map(Secrets::masked).toList();
      case String text -> inUrl(text);
      case null, default -> tree;
    };
  }

  /** A problem that does not show the value when the value is secret. */
  static Problem masked(Problem problem) {
    String what = inUrl(problem.what());
    int shown = what.indexOf(", was ");
    if (shown >= 0 && KEY.matcher(problem.where()).matches()) {
      what = what.substring(0, shown);
    }
    return new Problem(problem.where(), what, problem.warning());
  }

  /** An address without the credentials in it. */
  static String inUrl(String text) {
    String withoutUser = USER.matcher(text).replaceAll("$1" + MASK + "@");
    return QUERY.matcher(withoutUser).replaceAll("$1" + MASK);
  }
}
