/**
 * The JSON API: what the commands and other programs ask over HTTP.
 *
 * <p>Starting points: {@link dev.cairn.api.Api} (all routes), {@link dev.cairn.api.Status} (what
 * {@code cairn status} shows).
 */
@NullMarked
package dev.cairn.api;

import org.jspecify.annotations.NullMarked;
