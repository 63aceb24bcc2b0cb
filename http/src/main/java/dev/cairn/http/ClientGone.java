package dev.cairn.http;

import java.io.IOException;

/** The client left before its request or its answer was complete; nobody is left to be told. */
final class ClientGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientGone(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
