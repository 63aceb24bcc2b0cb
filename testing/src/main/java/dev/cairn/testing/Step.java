package dev.cairn.testing;

import java.time.Duration;
import java.util.Map;

/** One thing that a scripted model does in a turn. */
public sealed interface Step {
  /** Thinks; the block is signed. */
  record Think(String text) implements Step {}

  /** Says words. */
  record Say(String text) implements Step {}

  /** Calls a tool by its name, with arguments as JSON. */
  record CallTool(String name, String arguments) implements Step {}

  /** Calls a tool that takes free text, which only OpenAI's responses have. */
  record CallCustomTool(String name, String input) implements Step {}

  /** Runs a command by whichever shell tool the agent offers. */
  record Shell(String command, String description) implements Step {}

  /** Says nothing for a while. */
  record Silence(Duration time) implements Step {}

  /** Answers with an error status instead; must be the first step. */
  record Fail(int status, String type, String message, Map<String, String> headers)
      implements Step {
    public Fail {
      headers = Map.copyOf(headers);
    }

    /** A request too many; try again after some seconds. */
    public static Fail rateLimited(int retryAfterSeconds) {
      return new Fail(
          429,
          "rate_limit_error",
          "This request would exceed the rate limit.",
          Map.of("retry-after", Integer.toString(retryAfterSeconds)));
    }

    /** Anthropic's way to say that it is too busy. */
    public static Fail overloaded() {
      return new Fail(529, "overloaded_error", "Overloaded", Map.of());
    }

    /** A defect of the provider. */
    public static Fail internal() {
      return new Fail(500, "api_error", "Internal server error", Map.of());
    }
  }

  /** Reports an error in the middle of the stream and ends it. */
  record ErrorEvent(String type, String message) implements Step {}

  /** Cuts the connection. */
  record Cut() implements Step {}

  /** Sends this as it is, in the middle of the stream; on a WebSocket as a text message. */
  record Raw(String text) implements Step {}
}
