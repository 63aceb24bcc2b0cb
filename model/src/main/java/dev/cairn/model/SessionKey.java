package dev.cairn.model;

/**
 * What makes a session one: sessions of two workspaces never meet.
 *
 * @param workspace the workspace it belongs to
 * @param session the agent's own id of it
 */
public record SessionKey(String workspace, String session) {
  /** The session of a row that has {@code workspace} and {@code session_id}. */
  public static SessionKey of(Row row) {
    String workspace = row.text("workspace");
    String session = row.text("session_id");
    if (workspace == null || session == null) {
      throw new IllegalArgumentException("a row of " + row.dataset() + " without its session");
    }
    return new SessionKey(workspace, session);
  }
}
