package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static Route named(String method, String path) {
    return new Route(
        method,
        path,
        call -> {
          throw new IllegalStateException(method + " " + path);
        });
  }

  private final Router router =
      new Router(
          List.of(
              named("GET", "/*"),
              named("GET", "/v1/{id}"),
              named("GET", "/v1/models"),
              named("*", "/v1/models/*"),
              named("DELETE", "/v1/{id}")));

  private String found(String method, String path) {
    Router.Found found = router.find(method, path);
    if (!(found instanceof Router.Match match)) {
      return found.toString();
    }
    try {
      match.handler().handle(null);
    } catch (Exception name) {
      return name.getMessage() + " " + match.segments();
    }
    return "";
  }

  @Test
  void find_severalMatch_takesTheMostExact() {
    assertThat(found("GET", "/v1/models")).isEqualTo("GET /v1/models {}");
    assertThat(found("GET", "/v1/m%6Fdels")).isEqualTo("GET /v1/models {}");
    assertThat(found("GET", "/v1/x%20y")).isEqualTo("GET /v1/{id} {id=x y}");
    assertThat(found("PUT", "/v1/models/a/b")).isEqualTo("* /v1/models/* {*=a/b}");
    assertThat(found("GET", "/pages/a%2Fb/c")).isEqualTo("GET /* {*=pages/a%2Fb/c}");
    assertThat(found("GET", "/v1/")).isEqualTo("GET /* {*=v1/}");
  }

  @Test
  void find_otherMethod_fallsThroughToWhatAnswersIt() {
    assertThat(found("DELETE", "/v1/models")).isEqualTo("DELETE /v1/{id} {id=models}");
    assertThat(found("POST", "/v1/models"))
        .contains("/v1/models answers DELETE, GET, HEAD, not POST");
  }

  @Test
  void of_pathWithoutSlash_isRefused() {
    assertThatThrownBy(() -> new Router(List.of(named("GET", "health"))))
        .hasMessage("a route's path must begin with /, was \"health\"");
  }

  @Test
  void metrics_eachAnswer_isMeasured() throws Exception {
    LinkedBlockingQueue<String> measured = new LinkedBlockingQueue<>();
    HttpMetrics metrics =
        (String method, int status, Duration took) ->
            measured.add(method + " " + status + " " + took.isPositive());
    EventLoops loops = new EventLoops();
    HttpListener listener = new HttpListener(loops, Served.CONFIG, List.of(), metrics);
    listener.start();
    try (Wire wire = new Wire(listener.address().port())) {
      wire.send("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").head();
      assertThat(measured.poll(5, TimeUnit.SECONDS)).isEqualTo("GET 404 true");
    } finally {
      listener.close();
      loops.close();
    }
  }
}
