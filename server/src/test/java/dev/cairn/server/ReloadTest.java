package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.api.Reloaded;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  @TempDir Path home;
  private final EchoModel model = new EchoModel();
  private final EchoModel otherModel = new EchoModel();
  private TestingServer testing;
  private HostPort proxy;
  private HostPort http;

  @BeforeEach
  void start() {
    testing = TestingServer.start(home, model.url());
    proxy = testing.server().proxyAddress().orElseThrow();
    http = testing.server().httpAddress();
  }

  @AfterEach
  void close() {
    testing.close();
    model.close();
    otherModel.close();
  }

  @Test
  void reload_nothingChanged_restartsNothing() {
    assertThat(testing.server().reload().restarted()).isEmpty();
    assertThat(testing.server().proxyAddress()).contains(proxy);
  }

  @Test
  void reload_limitsOfQuestions_restartOnlyThose() {
    change(TestingServer.sections(model.url()) + ", \"query\": {\"rows\": 7}");

    assertThat(testing.server().reload().restarted()).containsExactly("query");
    assertThat(testing.server().proxyAddress()).contains(proxy);
    assertThat(testing.server().httpAddress()).isEqualTo(http);
    assertThat(testing.server().limits().rows()).isEqualTo(7);
    assertThat(testing.ask("select * from range(20)")).hasSize(7);
  }

  @Test
  void reload_upstreams_restartOnlyTheProxy() {
    change(TestingServer.sections(otherModel.url()));

    assertThat(testing.server().reload().restarted()).containsExactly("proxy");
    assertThat(testing.server().httpAddress()).isEqualTo(http);
    assertThat(testing.post(testing.proxy() + "/v1/messages", EchoModel.request("x")).statusCode())
        .isEqualTo(200);
    assertThat(testing.get("http://" + http + "/api/config").body()).contains(otherModel.url());
    assertThat(ServerFile.running(home).orElseThrow().proxy())
        .isEqualTo(testing.server().proxyAddress());
  }

  @Test
  void reload_proxyOffAndOn_followsTheFile() {
    change("\"gateway_id\": \"tester\", \"http\": {\"listen\": \"127.0.0.1:0\"}");
    assertThat(testing.server().reload().restarted()).containsExactly("proxy");
    assertThat(testing.server().proxyAddress()).isEmpty();
    change(TestingServer.sections(model.url()));
    assertThat(testing.server().reload().restarted()).containsExactly("proxy");
    assertThat(testing.server().proxyAddress()).isPresent();
  }

  @Test
  void reload_overTheApiToANewAddress_answersFirstAndMovesThen() throws Exception {
    int port = freePort();
    change(
        TestingServer.sections(model.url())
            .replace(
                "\"http\": {\"listen\": \"127.0.0.1:0\"}",
                "\"http\": {\"listen\": \"127.0.0.1:" + port + "\"}"));

    var response = testing.post("http://" + http + "/api/reload", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"restarted\":[\"http\"]");
    awaitMoved(port);
    assertThat(testing.get("http://127.0.0.1:" + port + "/health").statusCode()).isEqualTo(200);
    assertThat(ServerFile.running(home).orElseThrow().http().port()).isEqualTo(port);
  }

  @Test
  void reload_badFile_leavesWhatRunsAndSaysWhy() throws Exception {
    Files.writeString(home.resolve("cairn.json"), "{\"version\": 1, \"proxy\": {\"listen\": 1}}");
    Reloaded reloaded = testing.server().reload();

    assertThat(reloaded.taken()).isFalse();
    assertThat(reloaded.restarted()).isEmpty();
    assertThat(reloaded.problems())
        .extracting(Problem::toString)
        .containsExactly("proxy.listen: must be host:port, was 1");
    assertThat(testing.server().proxyAddress()).contains(proxy);
    assertThat(testing.post(testing.proxy() + "/v1/messages", EchoModel.request("x")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void reload_addressIsTaken_leavesWhatRunsAndSaysWhy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      change(
          TestingServer.sections(otherModel.url())
              .replace(
                  "\"listen\": \"127.0.0.1:0\",\n",
                  "\"listen\": \"127.0.0.1:" + taken.getLocalPort() + "\",\n"));
      Reloaded reloaded = testing.server().reload();

      assertThat(reloaded.problems())
          .singleElement()
          .asString()
          .startsWith("proxy.listen 127.0.0.1:" + taken.getLocalPort() + " cannot be listened on");
      assertThat(testing.server().proxyAddress()).contains(proxy);
    }
  }

  @Test
  void reload_otherGateway_restartsEverythingAndGoesOn() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("before"));
    change(TestingServer.sections(model.url()).replace("tester", "other"));

    assertThat(testing.server().reload().restarted()).containsExactly("everything");
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("after"));
    testing.awaitRows("select 1 from exchanges where gateway_id = 'other'", 1);
    assertThat(Files.isDirectory(home.resolve("recordings/other/proxy"))).isTrue();
  }

  private void change(String sections) {
    TestingServer.configure(home, sections);
  }

  private void awaitMoved(int port) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(20);
    while (ServerFile.running(home).orElseThrow().http().port() != port) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(10);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
