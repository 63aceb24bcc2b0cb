package dev.cairn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a reply is put into the words of one dialect; pure. */
sealed interface Voice permits MessagesVoice, ResponsesVoice, ChatVoice {
  int PIECE = 24;

  static Voice of(Dialect dialect) {
    return switch (dialect) {
      case MESSAGES -> new MessagesVoice();
      case RESPONSES -> new ResponsesVoice();
      case CHAT -> new ChatVoice();
    };
  }

  /** The events of a streamed reply. */
  List<Frame> stream(Asked asked, Reply reply);

  /** The body of a reply that is not streamed. */
  String whole(Asked asked, Reply reply);

  /** The body of an answer that failed. */
  String failure(Step.Fail fail, String requestId);

  /** The headers of each answer. */
  Map<String, String> headers(String requestId);

  /** A text in pieces of about a word or two, as models send it. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
