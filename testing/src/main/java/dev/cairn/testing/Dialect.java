package dev.cairn.testing;

/** A protocol that a model is spoken to in. */
public enum Dialect {
  /** Anthropic's {@code /v1/messages}. */
  MESSAGES,
  /** OpenAI's {@code /v1/responses}, over server-sent events or a WebSocket. */
  RESPONSES,
  /** OpenAI's {@code /v1/chat/completions}. */
  CHAT
}
