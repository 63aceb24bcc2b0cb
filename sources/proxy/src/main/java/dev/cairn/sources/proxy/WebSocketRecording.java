package dev.cairn.sources.proxy;

import java.util.Map;

/** The recording of one WebSocket: an exchange for each response. Used on one event loop. */
final class WebSocketRecording {
  WebSocketRecording(
      Recorder recorder, Opening opening, Iterable<Map.Entry<String, String>> upgraded) {}

  void fromClient(byte[] bytes) {}

  void fromUpstream(byte[] bytes) {}

  void end(String error) {}
}
