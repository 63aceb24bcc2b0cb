package dev.cairn.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A turn as one request gets it: with ids, and with the agent's own tools.
 *
 * @param messageId the provider's id of the message or response
 * @param requestId the provider's id of the request
 * @param model the model that answers
 * @param parts what is sent, in order
 * @param tokens what it is billed for
 */
record Reply(String messageId, String requestId, String model, List<Part> parts, Tokens tokens) {
  private static final int BYTES_PER_TOKEN = 4;

  static Reply of(Asked asked, Turn turn, Ids ids) {
    List<Part> parts = new ArrayList<>();
    turn.steps().forEach(step -> parts.add(part(step, asked, ids)));
    Tokens tokens = turn.tokens();
    return new Reply(
        ids.next(
            switch (asked.dialect()) {
              case MESSAGES -> "msg_";
              case RESPONSES -> "resp_";
              case CHAT -> "chatcmpl-";
            }),
        ids.next("req_"),
        asked.model(),
        List.copyOf(parts),
        tokens == null ? counted(asked, parts) : tokens);
  }

  private static Part part(Step step, Asked asked, Ids ids) {
    return switch (step) {
      case Step.Think think -> thinking(think.text(), asked, ids);
      case Step.Say say -> new Part.Words(ids.next("msg_"), say.text());
      case Step.CallTool(String name, String arguments) ->
          toolUse(name, arguments, false, asked, ids);
      case Step.CallCustomTool(String name, String input) -> toolUse(name, input, true, asked, ids);
      case Step.Shell shell -> part(ShellTools.call(shell, asked.tools()), asked, ids);
      case Step.Silence _, Step.Fail _, Step.ErrorEvent _, Step.Cut _, Step.Raw _ ->
          new Part.Deed(step);
    };
  }

  private static Part thinking(String text, Asked asked, Ids ids) {
    String id = ids.next("rs_");
    String signature =
        Base64.getEncoder().encodeToString(("signed " + id).getBytes(StandardCharsets.UTF_8));
    String display = asked.body().path("thinking").path("display").asString("");
    return new Part.Thinking(id, display.equals("omitted") ? "" : text, signature);
  }

  private static Part toolUse(String name, String arguments, boolean custom, Asked asked, Ids ids) {
    String prefix = asked.dialect() == Dialect.MESSAGES ? "toolu_" : "call_";
    String item = ids.next(custom ? "ctc_" : "fc_");
    return new Part.ToolUse(ids.next(prefix), item, name, arguments, custom);
  }

  private static Tokens counted(Asked asked, List<Part> parts) {
    long input = asked.body().toString().length() / BYTES_PER_TOKEN;
    long output = parts.stream().mapToLong(Reply::size).sum() / BYTES_PER_TOKEN;
    return Tokens.of(input + 1, output + 1);
  }

  private static long size(Part part) {
    return switch (part) {
      case Part.Thinking thinking -> thinking.text().length();
      case Part.Words words -> words.text().length();
      case Part.ToolUse use -> use.arguments().length();
      case Part.Deed _ -> 0;
    };
  }

  /** All words, without separators. */
  String text() {
    return parts.stream()
        .map(part -> part instanceof Part.Words words ? words.text() : "")
        .collect(Collectors.joining());
  }

  /** All thinking, without separators. */
  String thinking() {
    return parts.stream()
        .map(part -> part instanceof Part.Thinking thinking ? thinking.text() : "")
        .collect(Collectors.joining());
  }

  List<Part.ToolUse> toolUses() {
    return parts.stream()
        .filter(Part.ToolUse.class::isInstance)
        .map(Part.ToolUse.class::cast)
        .toList();
  }

  /** Whether the stream is ended by one of its own steps. */
  boolean endsItself() {
    return parts.stream()
        .anyMatch(part ->
            part instanceof Part.Deed(Step.Cut _) || part instanceof Part.Deed(Step.ErrorEvent _));
  }
}
