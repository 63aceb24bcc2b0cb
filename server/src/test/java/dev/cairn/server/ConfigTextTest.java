package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.http.Route;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {
  @TempDir Path home;
  private final EventLoops loops = new EventLoops();
  private final HttpListener listener =
      new HttpListener(
          loops,
          HttpConfig.DEFAULT.at(new HostPort("127.0.0.1", 0)),
          List.of(Route.get("/ok", call -> call.replyJson(200, "{\"version\":1}"))));
  private final Lifecycle lifecycle = new Lifecycle(List.of(loops, listener));

  @BeforeEach
  void start() {
    lifecycle.start();
  }

  @AfterEach
  void close() {
    lifecycle.close();
  }

  @Test
  void read_url_fetchesIt() {
    assertThat(ConfigText.read(home, new ConfigLocation.Url(url("/ok")), Map.of()))
        .map(ConfigText::text)
        .contains("{\"version\":1}");
  }

  @Test
  void read_endpointSaysNo_namesStatusAndHidesCredentials() {
    URI url = URI.create(url("/no") + "?token=abcdef");
    assertThatThrownBy(() -> ConfigText.read(home, new ConfigLocation.Endpoint(url), Map.of()))
        .hasMessage("failed to fetch " + url("/no") + "?token=(masked): HTTP 404 Not Found");
  }

  private URI url(String path) {
    return URI.create("http://" + listener.address() + path);
  }
}
