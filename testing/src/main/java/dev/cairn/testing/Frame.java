package dev.cairn.testing;

import org.jspecify.annotations.Nullable;

/** One thing that happens on the wire while a reply is streamed. */
sealed interface Frame {
  /** An event; without a name it is only data. */
  record Event(@Nullable String name, String data) implements Frame {}

  /** Something other than an event: silence, raw text, a cut. */
  record Deed(Step step) implements Frame {}

  /** An event named as its data names itself. */
  static Event named(Object... namesAndValues) {
    var object = Json.object(namesAndValues);
    return new Event(String.valueOf(object.get("type")), Json.text(object));
  }
}
