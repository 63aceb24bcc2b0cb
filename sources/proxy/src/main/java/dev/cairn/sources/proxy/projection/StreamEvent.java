package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, or one frame of a WebSocket.
 *
 * @param time milliseconds since the exchange began
 * @param event its name
 * @param data its text, or null for a binary frame
 * @param base64 a binary frame, or null
 */
record StreamEvent(long time, String event, @Nullable String data, @Nullable String base64) {

  /** About how long it is when written. */
  int length() {
    return event.length() + (data == null ? 0 : data.length()) + 32;
  }

  void write(StringBuilder out) {
    out.append("{\"t_ms\":").append(time).append(",\"event\":");
    CanonicalJson.quote(event, out);
    out.append(data == null ? ",\"data_base64\":" : ",\"data\":");
    CanonicalJson.quote(data != null ? data : base64 == null ? "" : base64, out);
    out.append('}');
  }
}
