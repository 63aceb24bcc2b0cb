/**
 * What tests and the demo play with: a model that follows a script, agents that talk to it, and the
 * way a test says what it needs.
 *
 * <p>Starting points: {@link dev.cairn.testing.ScriptedModel} (the model endpoint), {@link
 * dev.cairn.testing.Scripts} (ready scripts), {@link dev.cairn.testing.DemoAgents} (agents for the
 * demo), {@link dev.cairn.testing.Prerequisite} (programs that a test needs).
 */
@NullMarked
package dev.cairn.testing;

import org.jspecify.annotations.NullMarked;
