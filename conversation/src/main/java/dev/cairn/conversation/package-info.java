/**
 * The fold: messages, tool calls and sessions, made of what the witnesses saw.
 *
 * <p>Starting points: {@link dev.cairn.conversation.ConversationFold} (a batch in, changed rows
 * out), {@link dev.cairn.conversation.SessionState} (the rules of one session), {@link
 * dev.cairn.conversation.Message} (how witnesses of one message are merged).
 */
@NullMarked
package dev.cairn.conversation;

import org.jspecify.annotations.NullMarked;
