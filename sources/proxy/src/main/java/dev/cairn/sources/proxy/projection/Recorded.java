package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A closed exchange as its records tell it.
 *
 * @param closing the record that closed it
 * @param request its request, headers and all
 * @param response its response; missing when there was none
 * @param requestBody the request's body as far as it is at hand
 * @param responseBody the response's body as far as it is at hand
 */
record Recorded(
    JsonNode closing, JsonNode request, JsonNode response, Cell requestBody, Cell responseBody) {

  static Recorded of(JsonNode closing, OpenExchange open, long limit) {
    JsonNode request = closing.path("request");
    JsonNode response = closing.path("response");
    Cell inline = body(request, open.requestChunks(), limit);
    Cell requestBody =
        inline.text() == null ? body(open.request(), open.requestChunks(), limit) : inline;
    return new Recorded(
        closing,
        request,
        response,
        requestBody.text() == null ? missing(request) : requestBody,
        body(response, open.responseChunks(), limit));
  }

  private static Cell body(JsonNode message, Chunks chunks, long limit) {
    String text = Json.text(message, "body");
    String base64 = Json.text(message, "body_base64");
    if (text == null && base64 != null) {
      text = OpenExchange.decoded(base64);
    }
    Cell cell =
        text != null ? Cell.of(text, limit) : chunks.isEmpty() ? Cell.ABSENT : chunks.cell(limit);
    Long truth = Json.number(message, "body_truncated");
    return truth == null ? cell : new Cell(cell.text(), truth);
  }

  /** A body that was there and is not at hand: only its length is told. */
  private static Cell missing(JsonNode request) {
    Long bytes = Json.number(request, "body_bytes");
    boolean elsewhere = Json.text(request, "body_in") != null;
    return elsewhere && bytes != null ? new Cell(null, bytes) : Cell.ABSENT;
  }

  /** Bytes on the wire; recordings that do not tell have whole bodies. */
  static @Nullable Long wireBytes(JsonNode message, Cell body) {
    Long bytes = Json.number(message, "body_bytes");
    String text = body.text();
    return bytes != null || text == null ? bytes : Long.valueOf(Cell.bytes(text));
  }
}
