package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ProtocolsTest {
  @TempDir static Path shared;
  private static Vertx vertx;
  private static Certificates certificates;
  private static HttpServer model;
  private static final BlockingQueue<String> received = new ArrayBlockingQueue<>(100);

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    certificates = Certificates.in(shared);
    PemKeyCertOptions identity =
        new PemKeyCertOptions()
            .addCertPath(certificates.certificate().toString())
            .addKeyPath(certificates.key().toString());
    model =
        vertx
            .createHttpServer(
                new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(identity))
            .requestHandler(ProtocolsTest::answer)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private static void answer(HttpServerRequest request, Buffer body) {
    received.add(request.version() + " " + request.authority() + " " + request.uri() + " " + body);
    request.response().putHeader("X-Echo", "yes").setChunked(true);
    request.response().write("one ");
    request.response().putTrailer("x-sum", "9");
    request.response().end("two");
  }

  private ProxyConfig trusting() {
    ProxyConfig config = Proxy.config("https://localhost:" + model.actualPort());
    return With.outbound(config, new Outbound(null, List.of(), certificates.certificate()));
  }

  @Test
  void upstream_tlsWithOwnAuthority_isSpokenToByHttp2() throws Exception {
    try (Proxy proxy = new Proxy(folder, trusting());
        Wire client = Wire.connect(proxy.port())) {
      String answer =
          client
              .send("POST /v1/x?q HTTP/1.1\r\nHost: me\r\nContent-Length: 3\r\n\r\nabc")
              .message();

      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\nx-echo: yes\r\n")
          .contains("one ")
          .contains("two")
          .endsWith("x-sum: 9\r\n\r\n");
      assertThat(received.poll(10, TimeUnit.SECONDS))
          .isEqualTo("HTTP_2 localhost:" + model.actualPort() + " /v1/x?q abc");
      assertThat(proxy.exchange().path("response").path("body").asString()).isEqualTo("one two");
    }
  }

  @Test
  void upstream_certificateNotTrusted_is502() throws Exception {
    ProxyConfig config = Proxy.config("https://localhost:" + model.actualPort());
    try (Proxy proxy = new Proxy(folder, config);
        Wire client = Wire.connect(proxy.port())) {
      String answer = client.send("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n").message();

      assertThat(answer).startsWith("HTTP/1.1 502 Bad Gateway\r\n").contains("certif");
    }
  }

  @Test
  void upstream_behindConnectProxy_isReachedThroughIt() throws Exception {
    BlockingQueue<String> asked = new ArrayBlockingQueue<>(10);
    try (RawUpstream network = new RawUpstream()) {
      network.serving(wire -> {
        asked.add(wire.head());
        wire.send("HTTP/1.1 200 Connection established\r\n\r\n");
        tunnel(wire, model.actualPort());
      });
      URI address = URI.create("http://me:p%40ss@127.0.0.1:" + network.port());
      ProxyConfig config =
          With.outbound(
              new ProxyConfig(
                  trusting().listen(),
                  ListenerTls.NONE,
                  List.of(
                      new Upstream("m", URI.create("https://model.test:443"), Match.path("/v1"))),
                  Redaction.DEFAULT,
                  Timeouts.DEFAULT,
                  Limits.DEFAULT,
                  Outbound.DIRECT),
              new Outbound(address, List.of(), certificates.certificate()));
      try (Proxy proxy = new Proxy(folder, config);
          Wire client = Wire.connect(proxy.port())) {
        String answer = client.send("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n").message();

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("one ").contains("two");
        assertThat(received.poll(10, TimeUnit.SECONDS)).startsWith("HTTP_2 model.test");
        assertThat(asked.poll(10, TimeUnit.SECONDS))
            .startsWith("CONNECT model.test:443 HTTP/1.1\r\n")
            .containsIgnoringCase("proxy-authorization: Basic bWU6cEBzcw==\r\n");
      }
    }
  }

  private static void tunnel(Wire wire, int port) throws Exception {
    try (Socket there = new Socket("127.0.0.1", port)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              there.getInputStream().transferTo(wire.out());
            } catch (java.io.IOException e) {
              // The test is over.
            }
          });
      wire.in().transferTo(there.getOutputStream());
    }
  }

  @Test
  void client_http2WithPriorKnowledge_isServed() throws Exception {
    try (RawUpstream upstream = new RawUpstream();
        Proxy proxy = Proxy.to(folder, upstream.port())) {
      upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok");
      io.vertx.core.http.HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setHttp2ClearTextUpgrade(false));
      for (String body : List.of("", "abc")) {
        RequestOptions options =
            new RequestOptions()
                .setMethod(body.isEmpty() ? HttpMethod.GET : HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(proxy.port())
                .setURI("/v1/x");
        String answer =
            client
                .request(options)
                .compose(r -> body.isEmpty() ? r.send() : r.send(Buffer.buffer(body)))
                .compose(r -> r.body().map(b -> r.version() + " " + r.getHeader("x-a") + " " + b))
                .await(10, TimeUnit.SECONDS);
        assertThat(answer).isEqualTo("HTTP_2 b ok");
      }
      proxy.await(record -> proxy.records("exchange").size() == 2);
      assertThat(proxy.records("exchange"))
          .extracting(e -> e.path("request").path("body").asString())
          .containsExactly("", "abc");
    }
  }

  @Test
  void client_http2ByUpgrade_isServed() throws Exception {
    try (RawUpstream upstream = new RawUpstream();
        Proxy proxy = Proxy.to(folder, upstream.port());
        HttpClient client = HttpClient.newHttpClient()) {
      upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/v1/x");

      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("ok");
    }
  }

  @Test
  void listener_withCertificate_speaksTlsAndHttp2() throws Exception {
    try (RawUpstream upstream = new RawUpstream()) {
      upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      ProxyConfig config = Proxy.config("http://127.0.0.1:" + upstream.port());
      ListenerTls tls = new ListenerTls(certificates.certificate(), certificates.key());
      try (Proxy proxy = new Proxy(folder, With.tls(config, tls))) {
        HttpClientOptions options =
            new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(certificates.certificate().toString()));
        io.vertx.core.http.HttpClient client = vertx.createHttpClient(options);
        String answer =
            client
                .request(HttpMethod.GET, proxy.port(), "localhost", "/v1/x")
                .compose(r -> r.send())
                .compose(r -> r.body().map(b -> r.version() + " " + b))
                .await(10, TimeUnit.SECONDS);
        client.close().await(10, TimeUnit.SECONDS);
        assertThat(answer).isEqualTo("HTTP_2 ok");
        JsonNode exchange = proxy.exchange();
        assertThat(exchange.path("response").path("body").asString()).isEqualTo("ok");
        assertThat(exchange.has("error")).isFalse();
      }
    }
  }
}
