package dev.cairn.model;

import java.util.List;
import java.util.Optional;

/** Every table that is stored; views over them are the lake's affair. */
public final class Datasets {
  /** One HTTP request to a model and its response. */
  public static final Dataset EXCHANGES = exchanges();

  /** What each witness saw of each message: the rows that the fold reads. */
  public static final Dataset WITNESSED = witnessed();

  /** One row per part of each message, however often and by whomever it was seen. */
  public static final Dataset MESSAGES = messages();

  /** One row per tool call, joined with its result. */
  public static final Dataset TOOL_CALLS = toolCalls();

  /** One row per session. */
  public static final Dataset SESSIONS = sessions();

  /** All of them, in the order in which they are committed. */
  public static final List<Dataset> ALL =
      List.of(EXCHANGES, WITNESSED, TOOL_CALLS, SESSIONS, MESSAGES);

  private Datasets() {}

  /** The dataset of this name. */
  public static Optional<Dataset> named(String name) {
    return ALL.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }

  private static Dataset exchanges() {
    Dataset.Builder table =
        Dataset.named("exchanges", "One HTTP request to a model and its response.")
            .text("exchange_id", "32 lower-case hex digits, made by the proxy.")
            .time("ts", "When the request arrived.")
            .time("ts_end", "When the last byte of the response had passed, or it failed.")
            .number("duration_ms", "Milliseconds from ts to ts_end.")
            .number("ttft_ms", "Milliseconds to the first stream event or byte of the body.");
    origin(table)
        .text("session_id", "The agent's session, where one is known.")
        .text("run_id", "The remote run, where there is one.")
        .text("upstream", "The configured name of the upstream.")
        .text("dialect", "anthropic-messages, openai-responses or openai-chat; null: another.")
        .text("method", "The HTTP method.")
        .text("path", "Path and query as sent, keys in the query masked.")
        .number("status", "The HTTP status; null when there was no response.")
        .text("request_id", "The provider's own id (request-id or x-request-id header).")
        .text("provider_message_id", "The provider's id of the message or response.")
        .text("model", "The model that was asked for.")
        .flag("stream", "Whether the response was a stream of events.")
        .number("stream_event_count", "How many events the stream had.")
        .number("request_bytes", "Bytes of the request's body on the wire.")
        .number("response_bytes", "Bytes of the response's body on the wire.")
        .json("request_headers", "Names to values (a list where repeated), secrets masked.")
        .json("response_headers", "Names to values (a list where repeated), secrets masked.")
        .text("request_body", "The body, decompressed; cut at 16 MiB.")
        .text("response_body", "The body, decompressed; null for a stream; cut at 16 MiB.")
        .json("stream_events", "A list of {t_ms, event, data}; cut at 16 MiB.")
        .json("history", "Keys of the messages that the request repeated, in order.");
    usage(table)
        .text("error", "What went wrong; null when nothing did.")
        .text("client_ip", "The address of the client.")
        .text("user_agent", "The client's own name for itself.")
        .text("recording", "complete, partial (recording lost something) or interrupted.")
        .text("cwd", "The folder the agent works in, where it was told.")
        .text("git_branch", "The branch checked out there.")
        .json("truncated", "True lengths in bytes of the cells that were cut; null when none.");
    return position(table).build();
  }

  private static Dataset witnessed() {
    Dataset.Builder table =
        Dataset.named("witnessed", "One part of a message as one witness saw it.")
            .time("ts", "When it happened, as the witness tells.");
    origin(table)
        .text("session_id", "The agent's session.")
        .text("parent_session_id", "The session that started this one.")
        .text("run_id", "The remote run, where there is one.")
        .text("witness", "proxy, transcript or telemetry.")
        .text("message_key", "The witness's own key for the message, before the fold.")
        .text("alias", "For an assistant: the key that a later request's history gives it.")
        .text(
            "preceding",
            "For words: alias or key of the assistant message before them. For a reply"
                + " that others may go on from without repeating it: the one that its own request"
                + " goes on from, or empty.")
        .text("content_hash", "16 hex digits over the content without cache marks.")
        .flag("from_history", "Whether it was taken from a repeated history.");
    content(table)
        .text("compat_message_id", "The id that Collectivus gave the message.")
        .text("previous_message_id", "The Collectivus id of the message before it.")
        .json("attributes", "What has no column of its own.");
    return position(table).build();
  }

  private static Dataset messages() {
    Dataset.Builder table =
        Dataset.named("messages", "One part of one message of a session.")
            .number("row_id", "Names this version of the row.")
            .time("ts", "When it happened.");
    origin(table)
        .text("session_id", "The agent's session.")
        .text("parent_session_id", "The session that started this one.")
        .text("run_id", "The remote run, where there is one.")
        .json("witnesses", "Who saw it: a list of proxy, transcript, telemetry.")
        .text("message_key", "One per message within workspace and session.");
    return content(table)
        .number("cost_nanos", "Price in 1e-9 US dollars; on part 0 only.")
        .text("price_version", "The price book that cost_nanos was taken from.")
        .text("compat_message_id", "The id that Collectivus gave the message.")
        .text("previous_message_id", "The Collectivus id of the message before it.")
        .json("attributes", "What has no column of its own.")
        .build();
  }

  private static Dataset toolCalls() {
    Dataset.Builder table =
        Dataset.named("tool_calls", "One call of a tool and its result.")
            .number("row_id", "Names this version of the row.")
            .time("ts", "When the model asked for it.")
            .time("ts_end", "When the result was sent back; null while it is open.")
            .number("duration_ms", "Milliseconds from ts to ts_end.");
    return origin(table)
        .text("session_id", "The agent's session.")
        .text("tool_use_id", "The provider's id of the call.")
        .text("tool_name", "The tool.")
        .json("tool_args", "Its arguments.")
        .text("tool_status", "success, error, or null while it is open.")
        .text("result_text", "The text of the result.")
        .text("message_key", "The message that holds the call.")
        .text("model", "The model that asked for it.")
        .text("exchange_id", "The exchange in which it was asked for.")
        .text("cwd", "The folder the agent worked in.")
        .text("git_branch", "The branch checked out there.")
        .build();
  }

  private static Dataset sessions() {
    Dataset.Builder table =
        Dataset.named("sessions", "One conversation of an agent.")
            .number("row_id", "Names this version of the row.")
            .time("ts", "When its first message was seen.")
            .time("ts_end", "When its last message was seen.");
    return origin(table)
        .text("session_id", "The agent's session.")
        .text("parent_session_id", "The session that started this one.")
        .text("run_id", "The remote run, where there is one.")
        .json("witnesses", "Who saw it: a list of proxy, transcript, telemetry.")
        .text("title", "The first words of a person in it, cut at 200 characters.")
        .json("models", "The models that answered in it.")
        .number("message_count", "How many messages it has.")
        .number("reply_count", "How many of them the model wrote.")
        .number("tool_call_count", "How many tools were called.")
        .number("input_tokens", "Tokens read without any cache.")
        .number("output_tokens", "Tokens written.")
        .number("cache_read_tokens", "Tokens read from the cache.")
        .number("cache_write_5m_tokens", "Tokens written to the five-minute cache.")
        .number("cache_write_1h_tokens", "Tokens written to the one-hour cache.")
        .number("reasoning_tokens", "Tokens of reasoning, a part of output_tokens.")
        .number("cost_nanos", "Price in 1e-9 US dollars.")
        .text("cwd", "The folder the agent worked in last.")
        .text("git_branch", "The branch checked out there last.")
        .text("client_version", "The version of the agent seen last.")
        .build();
  }

  /** Whose row it is. */
  private static Dataset.Builder origin(Dataset.Builder table) {
    return table
        .text("workspace", "Who may see it.")
        .text("gateway_id", "The Cairn that recorded it.")
        .text("machine", "The host it happened on.")
        .text("agent", "claude-code, codex, ...; null where it is not known.");
  }

  private static Dataset.Builder content(Dataset.Builder table) {
    table
        .number("part", "The number of the content block in the message, from 0.")
        .text("role", "user, assistant, system or tool.")
        .text("author_role", "The role as the provider's API names it.")
        .text("message_type", "message, tool_result, summary, ...")
        .text("part_type", "text, reasoning, tool_call, tool_result, image, file, error, empty.")
        .text("content_text", "The text of the part.")
        .text("tool_name", "The tool called, or whose result this is.")
        .text("tool_use_id", "The provider's id that joins a call with its result.")
        .json("tool_args", "The arguments of a call.")
        .text("tool_status", "For a result: success or error.")
        .text("model", "The model that answered, or was asked.")
        .text("provider", "anthropic, openai, ...")
        .text("request_id", "The provider's own id (request-id or x-request-id header).")
        .text("exchange_id", "The exchange that first told of it.")
        .text("provider_message_id", "The provider's id of the message or response.");
    tokens(table);
    return table
        .text("stop_reason", "Why the model stopped, in the provider's word.")
        .text("cwd", "The folder the agent works in.")
        .text("git_branch", "The branch checked out there.")
        .text("client_version", "The version of the agent.")
        .flag("is_sidechain", "Whether a sub-agent said it.");
  }

  private static Dataset.Builder tokens(Dataset.Builder table) {
    return table
        .number("input_tokens", "Tokens read without any cache; on part 0 only.")
        .number("output_tokens", "Tokens written; on part 0 only.")
        .number("cache_read_tokens", "Tokens read from the cache; on part 0 only.")
        .number("cache_write_5m_tokens", "Tokens written to the five-minute cache.")
        .number("cache_write_1h_tokens", "Tokens written to the one-hour cache.")
        .number("reasoning_tokens", "Tokens of reasoning, a part of output_tokens.");
  }

  private static Dataset.Builder usage(Dataset.Builder table) {
    return tokens(table).number("cost_nanos", "Price in 1e-9 US dollars.");
  }

  /** Where the record stands that closed the row. */
  private static Dataset.Builder position(Dataset.Builder table) {
    return table
        .text("journal_id", "The journal that holds its record.")
        .text("position_date", "The day's file in that journal.")
        .number("position_offset", "Bytes from the start of that file, uncompressed.");
  }
}
