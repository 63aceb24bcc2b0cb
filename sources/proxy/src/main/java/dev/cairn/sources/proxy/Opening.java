package dev.cairn.sources.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange begins.
 *
 * @param upstream the name of the upstream, {@code none} when no one takes it
 * @param method the method as sent
 * @param path path and query as sent
 * @param headers in the order and case of the wire
 * @param ip the address of the client
 * @param context where the client says that it works
 * @param webSocket whether it is one response on a WebSocket
 */
record Opening(
    String upstream,
    String method,
    String path,
    Iterable<Map.Entry<String, String>> headers,
    String ip,
    RunContext context,
    boolean webSocket) {

  /** The values of a header, joined as a list; null when it is not there. */
  static @Nullable String header(Iterable<Map.Entry<String, String>> headers, String name) {
    List<String> values = new ArrayList<>(1);
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(name)) {
        values.add(header.getValue());
      }
    }
    return values.isEmpty() ? null : String.join(", ", values);
  }

  @Nullable String header(String name) {
    return header(headers, name);
  }
}
