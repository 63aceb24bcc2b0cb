/**
 * Makes rows of what the proxy recorded: {@code exchanges}, and {@code witnessed} for what is new
 * in each. Nothing here remembers anything beyond the exchange.
 *
 * <p>Starting points: {@link dev.cairn.sources.proxy.projection.ProxyProjector} (the contract),
 * {@link dev.cairn.sources.proxy.projection.ExchangeWalk} (records of open exchanges), {@link
 * dev.cairn.sources.proxy.projection.Dialect} (how each provider's API reads), {@link
 * dev.cairn.sources.proxy.projection.Keys} (how messages are named).
 */
@NullMarked
package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.NullMarked;
