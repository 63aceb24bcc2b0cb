/**
 * Claude Code, Anthropic's command-line agent.
 *
 * <p>Starting point: {@link dev.cairn.agents.claude.ClaudeCode}.
 */
@NullMarked
package dev.cairn.agents.claude;

import org.jspecify.annotations.NullMarked;
