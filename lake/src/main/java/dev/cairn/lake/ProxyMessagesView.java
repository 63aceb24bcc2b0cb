package dev.cairn.lake;

import dev.cairn.model.Datasets;
import dev.cairn.trail.Questions;
import java.sql.SQLException;

/** The table {@code proxy_messages} of Collectivus: 49 columns, one row per part of a message. */
final class ProxyMessagesView implements View {
  /** One look into a body, which is large: system, tools, instructions. NULL when it is no JSON. */
  private static final String FOUND =
      "try(json_extract(body, ['$.system', '$.tools', '$.instructions']))";

  private static final String TEXTS =
      "array_to_string(list_filter(json_extract_string(found[1], '$[*].text'),"
          + " lambda t: t IS NOT NULL), chr(10) || chr(10))";
  private static final String SYSTEM =
      "CASE json_type(found[1]) WHEN 'VARCHAR' THEN json_extract_string(found[1], '$')"
          + " WHEN 'ARRAY' THEN "
          + TEXTS
          + " ELSE json_extract_string(found[3], '$') END";
  private static final String TOOLS = "found[2]::VARCHAR";
  private static final String COMPAT_ID = "coalesce(m.compat_message_id, m.message_key)";
  private static final String PART =
      "coalesce(" + attribute("compat_part") + "::INTEGER, m.part::INTEGER)";
  private static final String RESULT =
      "CASE WHEN m.part_type = 'tool_result' THEN m.tool_use_id END";
  private static final String STATUS =
      "json_merge_patch('{}', json_object('tool_status', m.tool_status, 'finish_reason', "
          + attribute("finish_reason")
          + ", 'error_code', "
          + attribute("error_code")
          + ", 'error_message', "
          + attribute("error_message")
          + "))::VARCHAR";
  private static final String USAGE =
      "json_object('input_tokens', m.input_tokens, 'output_tokens', m.output_tokens,"
          + " 'cache_read_tokens', m.cache_read_tokens, 'cache_write_tokens',"
          + " coalesce(m.cache_write_5m_tokens, 0) + coalesce(m.cache_write_1h_tokens, 0))";
  private static final String ATTRIBUTES =
      "json_merge_patch('{}', json_object('request', json_extract(m.attributes, '$.request'),"
          + " 'usage', CASE WHEN m.input_tokens IS NOT NULL OR m.output_tokens IS NOT NULL THEN "
          + USAGE
          + " END))::VARCHAR";

  private static final DerivedView VIEW = parts(message(conversation()));

  private static String attribute(String key) {
    return "json_extract_string(m.attributes, '$." + key + "')";
  }

  private static DerivedView conversation() {
    return new DerivedView("proxy_messages", "One part of one message, as Collectivus told it.")
        .text("gateway_id", "m.gateway_id", "The Cairn that recorded it.")
        .number("schema_version", "3::INTEGER", "Always 3.")
        .text("conversation_id", "m.session_id", "The agent's session.")
        .text("user_id", attribute("user_id"), "The account that the agent named.")
        .text("provider", "m.provider", "anthropic, openai, ...")
        .text("model", "m.model", "The model that answered, or was asked.")
        .text("system_text", "{system}", "The system prompt of its request.")
        .json("tools", "{tools}", "The tools of its request.")
        .time("conversation_started_at", "{started}", "When its session began.")
        .text(
            "conversation_source",
            "CASE WHEN m.agent = 'claude-code' THEN 'claude_code' ELSE 'api' END",
            "claude_code or api.")
        .text("cwd", "m.cwd", "The folder the agent works in.")
        .text("git_branch", "m.git_branch", "The branch checked out there.")
        .text("client_version", "m.client_version", "The version of the agent.")
        .text("entrypoint", attribute("entrypoint"), "How the agent was started.")
        .text("user_type", attribute("user_type"), "The agent's word for its user.")
        .text("permission_mode", attribute("permission_mode"), "The agent's permission mode.")
        .flag("is_sidechain", "m.is_sidechain", "Whether a sub-agent said it.");
  }

  private static DerivedView message(DerivedView view) {
    return view.text("message_id", COMPAT_ID, "The id that Collectivus gives it.")
        .text("previous_message_id", "m.previous_message_id", "That of the message before it.")
        .text("provider_uuid", attribute("provider_uuid"), "The transcript's id.")
        .text("parent_uuid", attribute("parent_uuid"), "The transcript's id of its parent.")
        .text("logical_parent_uuid", attribute("logical_parent_uuid"), "The same over compaction.")
        .text(
            "source_tool_assistant_uuid",
            attribute("source_tool_assistant_uuid"),
            "The transcript's id of the reply that called the tool.")
        .text("request_id", "m.request_id", "The provider's own id.")
        .text("prompt_id", attribute("prompt_id"), "The transcript's id of the prompt.")
        .number("message_index", attribute("index") + "::INTEGER", "Its place in the request.")
        .time("message_created_at", "m.ts", "When it happened.")
        .text("role", "coalesce(" + attribute("compat_role") + ", m.role)", "user, assistant, ...")
        .text("part_id", COMPAT_ID + " || '#' || " + PART, "message_id#part_index.")
        .number("part_index", PART, "The number of the content block in the message.");
  }

  private static DerivedView parts(DerivedView view) {
    return view.text("part_type", "m.part_type", "text, reasoning, tool_call, tool_result, ...")
        .text("provider_type", attribute("provider_type"), "The block's type as sent.")
        .text("provider_subtype", attribute("provider_subtype"), "The transcript's subtype.")
        .text("content_text", "m.content_text", "The text of the part.")
        .text("tool_name", "m.tool_name", "The tool called, or whose result this is.")
        .text("tool_call_id", "m.tool_use_id", "Joins a call with its result.")
        .json("tool_args", "m.tool_args", "The arguments of a call.")
        .text("caller_type", attribute("caller_type"), "Who called the tool.")
        .text("tool_result_for", RESULT, "The call that this is the result of.")
        .text("thinking_signature", attribute("thinking_signature"), "Signs the reasoning.")
        .text("attachment_type", attribute("attachment_type"), "The transcript's attachment.")
        .text("hook_event", attribute("hook_event"), "The hook that spoke.")
        .flag("is_error", attribute("is_error") + "::BOOLEAN", "True for a failed tool, or null.")
        .flag("is_compact_summary", attribute("is_compact_summary") + "::BOOLEAN", "Compaction.")
        .json("compact_metadata", attribute("compact_metadata"), "What a compaction told.")
        .json("status", STATUS, "tool_status, finish_reason, error_code, error_message.")
        .json("attributes", ATTRIBUTES, "request and, on the part that has it, usage.")
        .json("raw_frame", attribute("raw_frame"), "The transcript's line.")
        .text("date", "strftime(m.ts, '%Y-%m-%d')", "The UTC day.");
  }

  @Override
  public String variant(Checked question) {
    return bodies(question) + "/" + started(question);
  }

  private static boolean bodies(Checked question) {
    return question.needs("system_text") || question.needs("tools");
  }

  private static boolean started(Checked question) {
    return question.needs("conversation_started_at");
  }

  @Override
  public Questions.Table table() {
    return VIEW.table();
  }

  /** Joins the bodies of requests and the sessions only for a question that can see the result. */
  @Override
  public String select(StoredRows rows, Checked question) throws SQLException {
    boolean bodies = bodies(question);
    boolean started = started(question);
    String list =
        VIEW.list()
            .replace("{system}", bodies ? "e.system_text" : "NULL::VARCHAR")
            .replace("{tools}", bodies ? "e.tools" : "NULL::VARCHAR")
            .replace("{started}", started ? "s.started" : "NULL::TIMESTAMPTZ");
    return "SELECT "
        + list
        + " FROM ("
        + rows.select(Datasets.MESSAGES)
        + ") m"
        + (bodies ? exchanges(rows) : "")
        + (started ? sessions(rows) : "");
  }

  private static String exchanges(StoredRows rows) throws SQLException {
    return " LEFT JOIN (SELECT exchange_id, "
        + SYSTEM
        + " AS system_text, "
        + TOOLS
        + " AS tools FROM (SELECT exchange_id, "
        + FOUND
        + " AS found FROM (SELECT exchange_id, request_body AS body FROM ("
        + rows.whole(Datasets.EXCHANGES)
        + ")))) e ON e.exchange_id = m.exchange_id";
  }

  private static String sessions(StoredRows rows) throws SQLException {
    return " LEFT JOIN (SELECT session_id, min(ts) AS started FROM ("
        + rows.whole(Datasets.SESSIONS)
        + ") GROUP BY session_id) s ON s.session_id = m.session_id";
  }
}
