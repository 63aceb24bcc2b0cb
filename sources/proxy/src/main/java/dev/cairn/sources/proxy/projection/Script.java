package dev.cairn.sources.proxy.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of the conversation so far.
 *
 * @param messages its messages, cut
 * @param last the last message before cutting
 * @param count how many messages there were before cutting
 * @param preceding the key of the assistant message that the request continues without repeating
 *     it, or empty
 */
record Script(List<Message> messages, @Nullable Original last, int count, String preceding) {
  static final Script EMPTY = new Script(List.of(), null, 0, "");
}
