package dev.cairn.lake;

import java.util.List;

/**
 * Queries that leave out what was told before, so that a session is read again at the size of what
 * was said in it and not of how often.
 */
final class FirstTold {
  /** The columns of {@link #histories}. */
  static final List<String> HISTORY =
      List.of(
          "exchange_id",
          "ts",
          "workspace",
          "session_id",
          "journal_id",
          "position_date",
          "position_offset",
          "history");

  private static final String TOLD =
      "workspace, session_id, message_key, alias, witness, from_history, part";

  private FirstTold() {}

  /** All rows. */
  static String everything(String query) {
    return query;
  }

  /** Rows of {@code witnessed}: of those that tell the same, the ones of the earliest time. */
  static String rows(String query) {
    return """
    SELECT * FROM (%1$s) AS told SEMI JOIN
      (SELECT %2$s, min(ts) AS ts FROM (%1$s) GROUP BY ALL) AS first
    ON told.workspace = first.workspace AND told.session_id = first.session_id
      AND told.message_key = first.message_key AND told.ts = first.ts
      AND told.alias IS NOT DISTINCT FROM first.alias
      AND told.witness IS NOT DISTINCT FROM first.witness
      AND told.from_history IS NOT DISTINCT FROM first.from_history
      AND told.part IS NOT DISTINCT FROM first.part\
    """
        .formatted(query, TOLD);
  }

  /** Exchanges, each with the keys of its history that none before it named. */
  static String histories(String query) {
    return """
    SELECT workspace, session_id, first.ts AS ts, first.journal AS journal_id,
      first.date AS position_date, first.begin AS position_offset, first.id AS exchange_id,
      to_json(list(key))::VARCHAR AS history
    FROM (
      SELECT workspace, session_id, key, min({ts: ts, journal: coalesce(journal_id, ''),
        date: coalesce(position_date, ''), begin: coalesce(position_offset, 0), id: exchange_id}) AS first
      FROM (SELECT *, unnest(history::JSON::VARCHAR[]) AS key FROM (%s) WHERE length(history) > 2)
      GROUP BY ALL)
    GROUP BY ALL\
    """
        .formatted(query);
  }
}
