/**
 * HTTP for everything but the proxy's byte path: blocking handlers on virtual threads, over Vert.x,
 * which no other room but the proxy sees.
 *
 * <p>Starting points: {@link dev.cairn.http.HttpListener} (a bound address), {@link
 * dev.cairn.http.Route} (what answers there), {@link dev.cairn.http.HttpCall} (one request).
 */
@NullMarked
package dev.cairn.http;

import org.jspecify.annotations.NullMarked;
