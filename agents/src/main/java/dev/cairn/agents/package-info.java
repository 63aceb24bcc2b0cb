/**
 * What is known of each coding agent, one package each; the rooms reach it only through {@link
 * dev.cairn.trail.Agent}.
 *
 * <p>Starting point: {@link dev.cairn.agents.Agents}.
 */
@NullMarked
package dev.cairn.agents;

import org.jspecify.annotations.NullMarked;
