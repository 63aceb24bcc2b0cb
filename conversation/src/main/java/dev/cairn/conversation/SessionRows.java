package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that belong to one session.
 *
 * @param session whose they are
 * @param witnessed rows of {@code witnessed}
 * @param exchanges rows of {@code exchanges}, perhaps with only the cells that name their history
 */
record SessionRows(SessionKey session, List<Row> witnessed, List<Row> exchanges) {
  private static SessionRows none(SessionKey session) {
    return new SessionRows(session, new ArrayList<>(), new ArrayList<>());
  }

  /** Rows by session, in the order in which the sessions first appear; others are left out. */
  static Collection<SessionRows> of(Collection<Row> rows) {
    Map<SessionKey, SessionRows> sessions = new LinkedHashMap<>();
    for (Row row : rows) {
      boolean isWitnessed = row.dataset() == Datasets.WITNESSED;
      if ((isWitnessed || row.dataset() == Datasets.EXCHANGES)
          && row.text("workspace") != null
          && row.text("session_id") != null) {
        SessionRows session = sessions.computeIfAbsent(SessionKey.of(row), SessionRows::none);
        (isWitnessed ? session.witnessed : session.exchanges).add(row);
      }
    }
    return sessions.values();
  }

  int size() {
    return witnessed.size() + exchanges.size();
  }
}
