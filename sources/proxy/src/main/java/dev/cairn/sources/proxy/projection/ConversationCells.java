package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills the columns of {@code exchanges} that depend on what the bodies mean. */
final class ConversationCells {
  private ConversationCells() {}

  static void fill(Row row, Reading reading, Answer answer) {
    Dialect dialect = reading.dialect();
    row.set("agent", reading.seen().agent()).set("session_id", session(row, reading));
    row.set("model", Json.firstText(reading.asked(), "model"));
    place(row, reading.asked());
    if (dialect != null) {
      row.set("dialect", dialect.name()).set("history", history(reading.keys()));
    }
    Reply reply = answer.reply();
    if (reply != null) {
      row.set("provider_message_id", reply.id());
      reply.usage().into(row);
      if (row.text("model") == null) {
        row.set("model", reply.model());
      }
    }
    if (row.text("error") == null) {
      row.set("error", error(row, answer.failure()));
    }
  }

  private static @Nullable String session(Row row, Reading reading) {
    String told = reading.seen().sighting().session();
    String named = told == null ? Session.named(reading.asked()) : told;
    if (named != null || reading.dialect() == null) {
      return named;
    }
    String id = row.text("exchange_id");
    return Session.derived(reading.opening(), id == null ? "" : id);
  }

  /** Where no one told the proxy, some clients tell in the body. */
  private static void place(Row row, JsonNode asked) {
    List<JsonNode> places = List.of(asked, asked.path("metadata"), Session.userId(asked));
    for (JsonNode place : places) {
      if (row.text("cwd") == null) {
        row.set("cwd", Json.firstText(place, "cwd"));
      }
      if (row.text("git_branch") == null) {
        row.set("git_branch", Json.firstText(place, "git_branch", "gitBranch"));
      }
    }
  }

  private static @Nullable String error(Row row, @Nullable Failure failure) {
    if (failure != null) {
      return failure.sentence();
    }
    Long status = row.number("status");
    return status != null && status >= 400 ? "HTTP " + status : null;
  }

  /** A list, even when it is empty, of every request that carries a conversation. */
  private static @Nullable String history(Keys keys) {
    if (keys.messages().isEmpty()) {
      return null;
    }
    StringBuilder history = new StringBuilder("[");
    for (Keyed keyed : keys.messages().subList(0, keys.repeated())) {
      CanonicalJson.quote(keyed.key(), history.append(history.length() == 1 ? "" : ","));
    }
    return history.append(']').toString();
  }
}
