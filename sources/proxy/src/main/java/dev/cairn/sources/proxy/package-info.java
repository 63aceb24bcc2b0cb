/**
 * The transparent proxy between coding agents and their models: bytes pass unchanged, and a copy of
 * them becomes records of the signal {@code proxy}.
 *
 * <p>Starting points: {@link dev.cairn.sources.proxy.ProxySource} (the part as a whole), {@link
 * dev.cairn.sources.proxy.Forwarding} (one request's way through), {@link
 * dev.cairn.sources.proxy.Exchange} (what is recorded of it), {@link
 * dev.cairn.sources.proxy.RecordQueue} (its way into the journal).
 */
@NullMarked
package dev.cairn.sources.proxy;

import org.jspecify.annotations.NullMarked;
