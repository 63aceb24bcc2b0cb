/**
 * Codex, OpenAI's command-line agent.
 *
 * <p>Starting point: {@link dev.cairn.agents.codex.Codex}.
 */
@NullMarked
package dev.cairn.agents.codex;

import org.jspecify.annotations.NullMarked;
