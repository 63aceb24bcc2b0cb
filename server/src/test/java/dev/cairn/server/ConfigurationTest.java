package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Problem;
import dev.cairn.server.Configuration.Loaded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path home;

  @Test
  void load_noFile_everythingIsOn() {
    Loaded loaded = Configuration.load(home, new ConfigLocation.Default(), Map.of());

    assertThat(loaded.problems()).isEmpty();
    Configuration found = loaded.configuration().orElseThrow();
    assertThat(found.proxy().orElseThrow().listen()).isEqualTo(new HostPort("127.0.0.1", 8787));
    assertThat(found.http().listen()).isEqualTo(new HostPort("127.0.0.1", 8788));
    assertThat(found.recordings()).isEqualTo(home.resolve("recordings"));
    assertThat(found.log()).isEqualTo(LogConfig.DEFAULT);
  }

  @Test
  void load_fileWithoutProxy_proxyIsOffAndHttpIsOn() throws Exception {
    Files.writeString(home.resolve("cairn.json"), "{\"version\": 1}");
    Configuration found =
        Configuration.load(home, new ConfigLocation.Default(), Map.of())
            .configuration()
            .orElseThrow();

    assertThat(found.proxy()).isEmpty();
    assertThat(found.http().listen().port()).isEqualTo(8788);
  }

  @Test
  void load_exampleOfCollectivus_hasWarningsOnly() {
    Loaded loaded =
        load(
            """
            {
              "version": 1,
              "otel": { "listen": "0.0.0.0:4318" },
              "proxy": {
                "listen": "127.0.0.1:8787",
                "upstreams": [
                  {
                    "name": "anthropic",
                    "base_url": "https://api.anthropic.com",
                    "match": { "path_prefix": "/v1/messages" }
                  }
                ],
                "redact_headers":
                  ["authorization", "x-api-key", "anthropic-api-key", "cookie", "set-cookie"]
              },
              "sink": { "type": "file", "dir": "./collectivus-data" },
              "query": { "cache": { "enabled": true } },
              "upload": {
                "bucket": "my-collectivus-archive",
                "prefix": "collectivus",
                "region": "us-east-1",
                "time": "00:10",
                "signals": ["logs", "traces", "metrics", "proxy"]
              },
              "ignored_paths": ["/home/me/secret"]
            }
            """);

    assertThat(loaded.problems()).allMatch(Problem::warning);
    assertThat(loaded.problems())
        .extracting(Problem::where)
        .containsExactlyInAnyOrder("otel", "query.cache", "upload", "ignored_paths");
    Configuration found = loaded.configuration().orElseThrow();
    assertThat(found.recordings()).isEqualTo(Path.of("collectivus-data").toAbsolutePath());
    assertThat(found.proxy().orElseThrow().upstreams()).hasSize(1);
  }

  @Test
  void load_tenMistakes_areAllFoundAtOnce() {
    Loaded loaded =
        load(
            """
            {
              "version": 2,
              "gateway_id": "not valid",
              "role": "emperor",
              "proxi": {},
              "proxy": { "listen": "8787", "upstreams": [] },
              "http": { "lissen": "127.0.0.1:1" },
              "sink": { "type": "s3" },
              "log": { "level": "loud" },
              "upload": { "time": "25:00" }
            }
            """);

    assertThat(loaded.configuration()).isEmpty();
    assertThat(loaded.problems().stream().filter(problem -> !problem.warning()))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "version: unsupported version 2: it must be 1",
            "gateway_id: must be 1 to 128 letters, digits or ._+@- that begin with a letter or a"
                + " digit, was \"not valid\"",
            "role: must be one of server, gateway, standalone, was \"emperor\"",
            "proxi: is not a known key; did you mean proxy?",
            "proxy.listen: must be host:port, was \"8787\"",
            "proxy.upstreams: at least one upstream is required",
            "http.lissen: is not a known key; did you mean listen?",
            "sink.type: must be one of file, was \"s3\"",
            "log.level: must be one of error, warn, info, debug, trace, was \"loud\"",
            "upload.time: must be HH:MM in UTC, was \"25:00\"",
            "upload.bucket: is required");
  }

  @Test
  void load_brokenJson_namesSourceLineAndColumn() {
    assertThat(load("{\n  \"version\": 1,\n  oops\n}").problems())
        .singleElement()
        .asString()
        .startsWith("invalid JSON in variable CONFIG at line 3, column ");
    assertThat(load("[1]").problems())
        .singleElement()
        .hasToString("the JSON in variable CONFIG must be an object");
    assertThat(load("{\"version\":1,\"version\":1}").problems())
        .singleElement()
        .asString()
        .contains("Duplicate Object property \"version\"");
  }

  @Test
  void load_placeIsNotThere_saysSo() {
    Path missing = home.resolve("missing.json");
    assertThat(problems(new ConfigLocation.File(missing)))
        .containsExactly("config file not found: " + missing);
    assertThat(problems(new ConfigLocation.Variable("ABSENT")))
        .containsExactly("the environment has no variable ABSENT");
    assertThat(problems(new ConfigLocation.Variable("A-B")))
        .containsExactly("the name of a variable must match [A-Za-z_][A-Za-z0-9_]*, was \"A-B\"");
    assertThat(problems(new ConfigLocation.Url(java.net.URI.create("ftp://me:pw@host/x"))))
        .containsExactly(
            "a configuration's address must be http or https, was ftp://(masked)@host/x");
  }

  @Test
  void resolvedJson_readAgain_isTheSameConfiguration() {
    Loaded once =
        load(
            """
            {"version": 1, "gateway_id": "g", "proxy": {"listen": "127.0.0.1:0", "projection": {"open_age": "2h"}},
             "fold": {"sessions": 7}, "log": {"format": "json"}, "journal": {"compress": false}}
            """);
    Loaded again = load(once.resolvedJson());

    assertThat(again.problems()).isEmpty();
    assertThat(once.configuration().orElseThrow().fold().sessions()).isEqualTo(7);
    assertThat(once.configuration().orElseThrow().projection().openAge())
        .isEqualTo(Duration.ofHours(2));
    assertThat(again.configuration()).isEqualTo(once.configuration());
    assertThat(again.resolvedJson()).isEqualTo(once.resolvedJson());
    assertThat(once.resolvedJson()).startsWith("{\n  \"version\": 1,\n  \"gateway_id\": \"g\",\n");
  }

  @Test
  void resolvedJson_secrets_areMasked() {
    String secret = "s".repeat(40);
    Loaded loaded =
        load(
            """
            {"version": 1, "role": "server",
             "proxy": {"upstreams": [{"name": "a", "base_url": "https://me:%1$s@h.example/"}]},
             "server": {"control_plane_listen": "127.0.0.1:9", "public_url": "https://c.example",
               "identity_issuer": {"secret": "%1$s"}, "admin": {"token": "%1$s"}}}
            """
                .formatted(secret));

    assertThat(loaded.resolvedJson()).doesNotContain(secret).contains("\"token\": \"(masked)\"");
    assertThat(loaded.problems()).noneMatch(problem -> problem.toString().contains(secret));
  }

  @Test
  void load_shortOrMistypedSecret_isNotShown() {
    List<String> shown =
        texts(
            load(
                """
                {"version": 1, "role": "server",
                 "server": {"control_plane_listen": "127.0.0.1:9", "public_url": "https://c.example",
                   "identity_issuer": {"secret": "hunter2"}, "admin": {"token": 4711}}}
                """));

    assertThat(shown)
        .contains(
            "server.identity_issuer.secret: must be at least 32 characters",
            "server.admin.token: must be a non-empty string")
        .noneMatch(text -> text.contains("hunter2") || text.contains("4711"));
  }

  @Test
  void load_rolesAndTheirSections_mustFit() {
    assertThat(texts(load("{\"version\":1,\"role\":\"gateway\",\"gateway_id\":\"g\"}")))
        .contains(
            "gateway_id: must not be given when role is gateway", "central_server: is required");
    assertThat(texts(load("{\"version\":1,\"server\":{\"control_plane_listen\":\"127.0.0.1:1\"}}")))
        .contains("server: must not be given unless role is server");
  }

  private Loaded load(String json) {
    return Configuration.load(home, new ConfigLocation.Variable("CONFIG"), Map.of("CONFIG", json));
  }

  private List<String> problems(ConfigLocation where) {
    return texts(Configuration.load(home, where, Map.of()));
  }

  private static List<String> texts(Loaded loaded) {
    return loaded.problems().stream().map(Problem::toString).toList();
  }
}
