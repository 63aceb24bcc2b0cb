package dev.cairn.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a scripted model was asked, and what it sent.
 *
 * @param at when the request had come
 * @param dialect the protocol
 * @param path the path of the request
 * @param headers of the request, names in lower case
 * @param body the request: the body, or the client's message on a WebSocket
 * @param messageId the id of the message or response; empty for a failure
 * @param requestId the value of {@code request-id} or {@code x-request-id}
 * @param model the model that answered
 * @param status of the answer
 * @param tokens what was billed; all zero for a failure
 * @param thinking all thinking, without separators
 * @param text all words, without separators
 * @param toolCalls in order
 * @param complete whether everything was sent as the script has it and nothing broke off
 */
public record Sent(
    Instant at,
    Dialect dialect,
    String path,
    Map<String, String> headers,
    String body,
    String messageId,
    String requestId,
    String model,
    int status,
    Tokens tokens,
    String thinking,
    String text,
    List<ToolCall> toolCalls,
    boolean complete) {
  /** A call of a tool, with arguments as JSON, or as the free text that a custom tool takes. */
  public record ToolCall(String id, String name, String arguments) {}

  public Sent {
    headers = Map.copyOf(headers);
    toolCalls = List.copyOf(toolCalls);
  }
}
