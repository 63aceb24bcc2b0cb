/**
 * The commands.
 *
 * <p>Starting points: {@link dev.cairn.cli.Main} (the tree of commands), {@link
 * dev.cairn.cli.Connection} (how a command reaches what was recorded).
 */
@NullMarked
package dev.cairn.cli;

import org.jspecify.annotations.NullMarked;
