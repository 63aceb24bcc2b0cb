/**
 * Assembly: configuration in, components out, started and stopped.
 *
 * <p>Starting points: {@link dev.cairn.server.Configuration} (what a file can say), {@link
 * dev.cairn.server.CairnServer} (all parts as one component).
 */
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;
