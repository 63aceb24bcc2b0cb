package dev.cairn.sources.proxy.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One exchange as the proxy records it, line by line. */
final class Sample {
  static final JsonMapper JSON = JsonMapper.shared();

  private final String id;
  private final Map<String, Object> headers = new LinkedHashMap<>();
  private final Map<String, Object> replyHeaders = new LinkedHashMap<>();
  private final List<String[]> events = new ArrayList<>();
  private final Map<String, Object> more = new LinkedHashMap<>();
  private String method = "POST";
  private String path = "/v1/messages?beta=true";
  private String upstream = "anthropic";
  private String body = "{}";
  private String reply;
  private int status = 200;
  private boolean small = true;

  Sample(String id) {
    this.id = id;
    headers.put("user-agent", "test/1");
  }

  static Sample anthropic(String id, String body) {
    return new Sample(id).body(body);
  }

  static Sample responses(String id, String body) {
    return new Sample(id).path("/v1/responses").upstream("openai").body(body);
  }

  static Sample chat(String id, String body) {
    return new Sample(id).path("/v1/chat/completions").upstream("openai").body(body);
  }

  Sample method(String value) {
    method = value;
    return this;
  }

  Sample path(String value) {
    path = value;
    return this;
  }

  Sample upstream(String value) {
    upstream = value;
    return this;
  }

  Sample body(String value) {
    body = value;
    return this;
  }

  Sample header(String name, Object value) {
    headers.put(name, value);
    return this;
  }

  Sample replyHeader(String name, Object value) {
    replyHeaders.put(name, value);
    return this;
  }

  Sample reply(int code, String text) {
    status = code;
    reply = text;
    return this;
  }

  Sample status(int code) {
    status = code;
    return this;
  }

  /** An event whose name is its type. */
  Sample event(String data) {
    String type = JSON.readTree(data).path("type").asString("message");
    return event(type, data);
  }

  Sample event(String name, String data) {
    events.add(new String[] {name, data});
    return this;
  }

  Sample more(String key, Object value) {
    more.put(key, value);
    return this;
  }

  /** The closing record leaves the body to the first one. */
  Sample large() {
    small = false;
    return this;
  }

  Map<String, Object> requestRecord() {
    Map<String, Object> line = line("request");
    line.put("ts_start", "2026-11-20T10:00:00.000Z");
    line.put("workspace", "local");
    line.put("machine", "mill");
    line.put("upstream", upstream);
    line.put("request", request(true));
    return line;
  }

  Map<String, Object> eventRecord(int number) {
    Map<String, Object> line = line("stream_event");
    line.put("t_ms", 100 + number);
    line.put("event", events.get(number)[0]);
    line.put("data", events.get(number)[1]);
    return line;
  }

  Map<String, Object> closingRecord() {
    Map<String, Object> line = line("exchange");
    line.put("ts_start", "2026-11-20T10:00:00.000Z");
    line.put("ts_end", "2026-11-20T10:00:02.500Z");
    line.put("duration_ms", 2500);
    line.put("workspace", "local");
    line.put("machine", "mill");
    line.put("upstream", upstream);
    line.put("client", Map.of("ip", "127.0.0.1"));
    line.put("request", request(small));
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("status", status);
    response.put("headers", replyHeaders);
    if (reply != null) {
      response.put("body", reply);
    }
    line.put("response", response);
    line.put("stream_event_count", events.size());
    line.put("recording", "complete");
    line.putAll(more);
    return line;
  }

  private Map<String, Object> request(boolean withBody) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("path", path);
    request.put("headers", headers);
    request.put("body", withBody ? body : null);
    if (!withBody) {
      request.put("body_in", "request");
    }
    request.put("body_bytes", body.length());
    return request;
  }

  private Map<String, Object> line(String kind) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("exchange_id", id);
    line.put("kind", kind);
    return line;
  }

  /** All its records in order. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(JSON.writeValueAsString(requestRecord()));
    for (int number = 0; number < events.size(); number++) {
      lines.add(JSON.writeValueAsString(eventRecord(number)));
    }
    lines.add(JSON.writeValueAsString(closingRecord()));
    return lines;
  }
}
