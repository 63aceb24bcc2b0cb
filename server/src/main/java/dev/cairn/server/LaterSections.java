package dev.cairn.server;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Section;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The sections of a configuration whose part does not exist yet: checked by their rules, so that a
 * mistake is found early, and answered with a warning that nothing comes of them.
 */
final class LaterSections {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final List<String> SIGNALS = List.of("logs", "traces", "metrics", "proxy");
  private static final int SECRET_LENGTH = 32;
  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  private LaterSections() {}

  /** Reads them all, the keys of the root included. */
  static void read(Section root) {
    role(root);
    otel(root);
    upload(root);
    gascity(root);
    server(root);
    centralServer(root);
    root.ignored("ignored_paths", "is accepted and means nothing yet: all exchanges are recorded");
  }

  private static void role(Section root) {
    String role = root.choice("role", "standalone", List.of("server", "gateway", "standalone"));
    if (!role.equals("standalone")) {
      root.warning("role", "\"" + role + "\" is not built yet; this process runs on its own");
      refuse(root, "gateway_id", "must not be given when role is " + role);
    }
    if (!role.equals("server")) {
      refuse(root, "server", "must not be given unless role is server");
    }
    if (role.equals("gateway")) {
      require(root, "central_server");
    } else {
      refuse(root, "central_server", "must not be given unless role is gateway");
    }
  }

  private static void otel(Section root) {
    if (begins(root, "otel", "OTLP is not received")) {
      Section otel = root.section("otel");
      require(otel, "listen");
      address(otel, "listen");
      address(otel, "grpc_listen");
      otel.finish();
    }
  }

  private static void upload(Section root) {
    if (begins(root, "upload", "nothing is uploaded")) {
      Section upload = root.section("upload");
      require(upload, "bucket");
      upload.optionalText("bucket");
      upload.optionalText("prefix");
      upload.optionalText("region");
      upload.optionalText("endpoint");
      upload.optionalText("time", text -> TIME.matcher(text).matches(), "HH:MM in UTC");
      upload.integer("catchupDays", 30, 0, Integer.MAX_VALUE);
      if (!SIGNALS.containsAll(upload.texts("signals", SIGNALS))) {
        upload.problem("signals", "must be some of " + String.join(", ", SIGNALS));
      }
      upload.finish();
    }
  }

  private static void gascity(Section root) {
    if (!begins(root, "gascity", "no supervisor is subscribed to")) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (Section city : root.sections("gascity")) {
      require(city, "name");
      require(city, "api_url");
      String name = city.text("name", "");
      if (!name.isEmpty() && !names.add(name)) {
        city.problem("name", "must be unique, \"" + name + "\" stands there twice");
      }
      city.optionalText("api_url", LaterSections::isWebAddress, "an http or https address");
      city.texts("include_templates", List.of());
      city.texts("exclude_templates", List.of());
      city.finish();
    }
  }

  private static void server(Section root) {
    if (!begins(root, "server", "no control plane is served")) {
      return;
    }
    Section server = root.section("server");
    require(server, "control_plane_listen");
    address(server, "control_plane_listen");
    server.optionalText("public_url", LaterSections::isWebAddress, "an http or https address");
    if (server.has("admin")) {
      require(server, "public_url");
    }
    server.optionalText("data_dir");
    server.optionalText("sink_dir");
    require(server, "identity_issuer");
    issuer(server.section("identity_issuer"), server.has("identity_issuer"));
    ingest(server.section("ingest"));
    if (server.has("admin")) {
      Section admin = server.section("admin");
      secret(admin, "token", true);
      admin.finish();
    }
    Section enrollment = server.section("enrollment");
    enrollment.optionalText(
        "gateway_prefix", id -> LocalNames.GATEWAY_ID.matcher(id).matches(), "a gateway id");
    enrollment.finish();
    rendezvous(server);
    server.finish();
  }

  private static void issuer(Section issuer, boolean given) {
    if (given) {
      secret(issuer, "secret", true);
    }
    issuer.integer("jwt_ttl_seconds", 2_592_000, 1, Integer.MAX_VALUE);
    issuer.integer("bootstrap_ttl_seconds", 604_800, 1, Integer.MAX_VALUE);
    issuer.optionalText("bootstrap_store_path");
    issuer.finish();
  }

  private static void ingest(Section ingest) {
    ingest.integer("max_pending_rows", 50_000, 1, Integer.MAX_VALUE);
    ingest.integer("high_water_pct", 80, 1, 100);
    ingest.integer("retry_after_seconds", 5, 1, Integer.MAX_VALUE);
    if (ingest.has("max_bytes_per_second")) {
      ingest.integer("max_bytes_per_second", 1, 1, Long.MAX_VALUE);
    }
    ingest.finish();
  }

  private static void rendezvous(Section server) {
    if (server.has("rendezvous")) {
      Section rendezvous = server.section("rendezvous");
      oneOf(rendezvous, "url", "url_env");
      secret(rendezvous, "registration_token", false);
      rendezvous.optionalText("url");
      rendezvous.optionalText("url_env");
      rendezvous.finish();
    }
  }

  private static void centralServer(Section root) {
    if (!begins(root, "central_server", "nothing is forwarded")) {
      return;
    }
    Section central = root.section("central_server");
    require(central, "url");
    require(central, "identity");
    central.optionalText("url", LaterSections::isWebAddress, "an http or https address");
    central.integer("poll_interval_seconds", 30, 5, 3600);
    central.optionalText("outbox_dir");
    Section identity = central.section("identity");
    identity.optionalText("bootstrap_token");
    identity.optionalText("persisted_path");
    identity.finish();
    central.finish();
  }

  private static boolean begins(Section root, String key, String consequence) {
    root.ignored(key, "is checked but not built yet: " + consequence);
    return root.has(key);
  }

  private static void require(Section section, String key) {
    if (!section.has(key)) {
      section.problem(key, "is required");
    }
  }

  private static void refuse(Section section, String key, String why) {
    if (section.has(key)) {
      section.problem(key, why);
    }
  }

  private static void address(Section section, String key) {
    if (section.has(key)) {
      section.address(key, ANY);
    }
  }

  /** Exactly one of a secret and the variable that holds it; a value never goes into a message. */
  private static void secret(Section section, String key, boolean bounded) {
    oneOf(section, key, key + "_env");
    String value = section.optionalText(key);
    section.optionalText(key + "_env");
    if (bounded && value != null && value.length() < SECRET_LENGTH) {
      section.problem(key, "must be at least " + SECRET_LENGTH + " characters");
    }
  }

  private static void oneOf(Section section, String one, String other) {
    if (section.has(one) == section.has(other)) {
      section.problem(one, "exactly one of " + one + " and " + other + " is required");
    }
  }

  private static boolean isWebAddress(String text) {
    Predicate<URI> web =
        uri ->
            ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null;
    try {
      return web.test(URI.create(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
