package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the engine throws into a sentence for the one who asked. */
final class QueryFailure {
  private static final Pattern PATH = Pattern.compile("(file:)?(/[^\\s/'\"\\])},]+){2,}/?");
  private static final Pattern SCAN = Pattern.compile("(?s)read_parquet\\(.*");

  private QueryFailure() {}

  /** A failure outside of a question. */
  static CairnException of(SQLException e) {
    return of(e, QueryConfig.DEFAULT, QueryConfig.DEFAULT.limits().time().toMillis());
  }

  /** The failure of a question that might run so long. */
  static CairnException of(SQLException e, QueryConfig config, long milliseconds) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("INTERRUPT Error") || message.contains("maximum execution time")) {
      return timeout(milliseconds, e);
    }
    if (message.contains("Out of Memory")
        || message.contains("Java heap space")
        || message.contains("bad_alloc")) {
      return new CairnException(
          ErrorCode.SQL_MEMORY,
          "the question needs more than query.memory (%d MiB) and query.spill (%d MiB) allow: ask"
                  .formatted(config.memory() >> 20, config.spill() >> 20)
              + " for fewer rows or columns, or raise them",
          e);
    }
    return new CairnException(ErrorCode.SQL_FAILED, shown(message), e);
  }

  static CairnException timeout(long milliseconds, @Nullable SQLException e) {
    return new CairnException(ErrorCode.SQL_TIMEOUT, overtime(milliseconds), e);
  }

  /** What a question is told that ran too long. */
  static String overtime(long milliseconds) {
    return String.format(
        Locale.ROOT,
        "the question ran longer than %s; ask for less, or raise query.time_limit",
        milliseconds % 1000 == 0 ? milliseconds / 1000 + "s" : milliseconds + "ms");
  }

  /** The engine's sentence without the places of files. */
  static String shown(String message) {
    String first = SCAN.matcher(message).replaceAll("(the lake)");
    return PATH.matcher(first).replaceAll("(a file)").strip();
  }

  /** Whether the engine itself is broken and must be started again. */
  static boolean fatal(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("INTERNAL Error")
        || message.contains("FATAL Error")
        || message.contains("database has been invalidated");
  }
}
