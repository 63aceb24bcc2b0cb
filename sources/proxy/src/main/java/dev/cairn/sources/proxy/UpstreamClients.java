package dev.cairn.sources.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The clients of one event loop, one for each upstream and way to speak to it. */
final class UpstreamClients {
  /**
   * Shorter than the five seconds after which common servers close: a request that is sent into a
   * closing connection fails.
   */
  private static final int IDLE_SECONDS = 4;

  private static final int HTTP2_IDLE_SECONDS = 55;
  private static final int STREAM_WINDOW = 1 << 20;
  private static final int CONNECTION_WINDOW = 32 << 20;

  private record Key(URI base, boolean upgrade) {}

  private final Vertx vertx;
  private final ProxyConfig config;
  private final Map<Key, HttpClient> clients = new HashMap<>();

  UpstreamClients(Vertx vertx, ProxyConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** The client for requests; HTTP/2 where TLS agrees on it. */
  HttpClient client(Upstream upstream) {
    return clients.computeIfAbsent(
        new Key(upstream.base(), false), _ -> create(upstream, upstream.secure()));
  }

  /** The client for requests that change the protocol, which only HTTP/1.1 can. */
  HttpClient upgrading(Upstream upstream) {
    return clients.computeIfAbsent(new Key(upstream.base(), true), _ -> create(upstream, false));
  }

  private HttpClient create(Upstream upstream, boolean http2) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setConnectTimeout((int) config.timeouts().connect().toMillis())
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setHttp2KeepAliveTimeout(HTTP2_IDLE_SECONDS)
            .setMaxHeaderSize(config.limits().head())
            .setMaxInitialLineLength(config.limits().head())
            .setMaxChunkSize(Limits.PIECE)
            .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
            .setInitialSettings(
                new Http2Settings()
                    .setInitialWindowSize(STREAM_WINDOW)
                    .setPushEnabled(false)
                    .setMaxHeaderListSize(config.limits().head()));
    if (upstream.secure()) {
      options.setSsl(true).setVerifyHost(true);
      options.setUseAlpn(true).setAlpnVersions(versions(http2));
      if (config.outbound().caBundle() != null) {
        String bundle = config.outbound().caBundle().toString();
        options.setTrustOptions(new PemTrustOptions().addCertPath(bundle));
      }
    }
    options.setProtocolVersion(http2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    if (config.outbound().proxied(upstream.host())) {
      options.setProxyOptions(proxy(Objects.requireNonNull(config.outbound().proxy())));
    }
    return vertx.createHttpClient(
        options,
        new PoolOptions().setHttp1MaxSize(config.limits().connections()).setHttp2MaxSize(8));
  }

  private static List<HttpVersion> versions(boolean http2) {
    return http2
        ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
        : List.of(HttpVersion.HTTP_1_1);
  }

  private static ProxyOptions proxy(URI address) {
    ProxyOptions options =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(address.getHost())
            .setPort(address.getPort() < 0 ? 80 : address.getPort());
    String user = address.getRawUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      options.setUsername(decoded(colon < 0 ? user : user.substring(0, colon)));
      options.setPassword(colon < 0 ? "" : decoded(user.substring(colon + 1)));
    }
    return options;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  void close() {
    clients.values().forEach(HttpClient::close);
  }
}
