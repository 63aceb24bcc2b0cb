package dev.cairn.lake;

import dev.cairn.model.Datasets;
import dev.cairn.trail.Questions;
import java.sql.SQLException;

/** Tokens and money by day, agent and model. */
final class UsageView implements View {
  private static final DerivedView VIEW =
      sums(
          new DerivedView("usage", "Tokens and price of one model on one day, by agent.")
              .text("date", "strftime(ts, '%Y-%m-%d')", "The UTC day.")
              .text("workspace", "workspace", "Who may see it.")
              .text("gateway_id", "gateway_id", "The Cairn that recorded it.")
              .text("agent", "agent", "claude-code, codex, ...")
              .text("provider", "provider", "anthropic, openai, ...")
              .text("model", "model", "The model that answered.")
              .number("sessions", "count(DISTINCT session_id)", "Sessions that it answered in.")
              .number("replies", "count(*)", "Replies of the model."));

  private static DerivedView sums(DerivedView view) {
    sum(view, "input_tokens", "Tokens read without any cache.");
    sum(view, "output_tokens", "Tokens written.");
    sum(view, "cache_read_tokens", "Tokens read from the cache.");
    sum(view, "cache_write_5m_tokens", "Tokens written to the five-minute cache.");
    sum(view, "cache_write_1h_tokens", "Tokens written to the one-hour cache.");
    sum(view, "reasoning_tokens", "Tokens of reasoning, a part of output_tokens.");
    sum(view, "cost_nanos", "Price in 1e-9 US dollars.");
    return view;
  }

  private static void sum(DerivedView view, String column, String sentence) {
    view.number(column, "sum(" + column + ")::BIGINT", sentence);
  }

  @Override
  public Questions.Table table() {
    return VIEW.table();
  }

  @Override
  public String select(StoredRows rows, Checked question) throws SQLException {
    return "SELECT "
        + VIEW.list()
        + " FROM ("
        + rows.select(Datasets.MESSAGES)
        + ") WHERE part = 0 AND role = 'assistant' GROUP BY ALL";
  }
}
