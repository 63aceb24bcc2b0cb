package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;

/**
 * What a response holds.
 *
 * @param reply what the model said; null when nothing came of it
 * @param failure why it could not, or could not go on
 */
record Answer(@Nullable Reply reply, @Nullable Failure failure) {
  static final Answer NOTHING = new Answer(null, null);
}
