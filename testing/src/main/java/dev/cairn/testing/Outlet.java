package dev.cairn.testing;

import dev.cairn.http.HttpCall;
import dev.cairn.http.WebSocketConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Where a streamed reply is written to. */
sealed interface Outlet {
  void event(Frame.Event event) throws IOException;

  void raw(String text) throws IOException;

  void cut();

  /** Plays all frames; false when one of them cut the connection. */
  default boolean play(List<Frame> frames, Duration pace) throws IOException, InterruptedException {
    for (Frame frame : frames) {
      switch (frame) {
        case Frame.Event event -> {
          event(event);
          // The pace of a model is what the script asks for.
          Thread.sleep(pace);
        }
        case Frame.Deed(Step.Silence(Duration time)) -> Thread.sleep(time);
        case Frame.Deed(Step.Raw(String text)) -> raw(text);
        case Frame.Deed(Step.Cut _) -> {
          cut();
          return false;
        }
        case Frame.Deed(Step other) ->
            throw new IllegalArgumentException(other + " cannot stand in the middle of a stream");
      }
    }
    return true;
  }

  /** Server-sent events. */
  record Events(HttpCall call, OutputStream out) implements Outlet {
    @Override
    public void event(Frame.Event event) throws IOException {
      String name = event.name() == null ? "" : "event: " + event.name() + "\n";
      raw(name + "data: " + event.data() + "\n\n");
    }

    @Override
    public void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void cut() {
      call.abort();
    }
  }

  /** Text messages of a WebSocket. */
  record Messages(HttpCall call, WebSocketConnection socket) implements Outlet {
    @Override
    public void event(Frame.Event event) throws IOException {
      socket.send(event.data());
    }

    @Override
    public void raw(String text) throws IOException {
      socket.send(text);
    }

    @Override
    public void cut() {
      call.abort();
    }
  }
}
