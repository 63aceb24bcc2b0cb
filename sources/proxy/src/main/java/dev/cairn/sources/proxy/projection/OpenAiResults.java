package dev.cairn.sources.proxy.projection;

import dev.cairn.sources.proxy.projection.Part.Tool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What tools answered, in OpenAI's Responses API. */
final class OpenAiResults {
  /** The head that Codex puts before what a command wrote. */
  private static final Pattern EXIT_CODE =
      Pattern.compile(
          "^(?:Process exited with code|Exit code:) (-?[0-9]{1,6})$", Pattern.MULTILINE);

  private static final int HEAD = 400;

  private OpenAiResults() {}

  static Part part(JsonNode item, String type, Original original) {
    JsonNode output = item.path("output");
    String text = output.isObject() ? Json.text(output, "content") : Blocks.joined(output);
    JsonNode wrapped = Json.object(text);
    String inner = Json.text(wrapped, "output");
    boolean failed = failed(output) || failed(wrapped) || exitedBadly(text);
    Tool tool = Tool.result(Json.firstText(item, "call_id", "id"), failed);
    return Part.tool("tool_result", type, inner == null ? text : inner, tool, original, 0);
  }

  private static boolean failed(JsonNode result) {
    Long exitCode = Json.number(result.path("metadata"), "exit_code");
    JsonNode success = result.path("success");
    return (exitCode != null && exitCode != 0) || (success.isBoolean() && !success.booleanValue());
  }

  private static boolean exitedBadly(@Nullable String text) {
    if (text == null) {
      return false;
    }
    int output = text.indexOf("\nOutput:");
    if (output < 0 || output > HEAD) {
      return false;
    }
    Matcher matcher = EXIT_CODE.matcher(text.substring(0, output));
    return matcher.find() && !matcher.group(1).equals("0");
  }
}
