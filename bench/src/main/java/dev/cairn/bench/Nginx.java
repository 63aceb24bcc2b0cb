package dev.cairn.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx of our own: the upstream of small answers, or the proxy that Cairn is compared with. */
final class Nginx implements AutoCloseable {
  private static final String FRAME =
      """
      daemon off; master_process on; worker_processes %d; pid %s/nginx.pid; error_log %s/error.log error;
      events { worker_connections 8192; }
      http {
        access_log off; keepalive_requests 1000000; client_body_temp_path %s/body; proxy_temp_path %s/proxy;
        fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;
        %s
      }
      """;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** An upstream that answers every request with the same JSON. */
  static Nginx answering(Machine machine, String json) throws IOException {
    int port = freePort();
    return start(
        machine,
        port,
        """
        server { listen 127.0.0.1:%d backlog=4096; location / { default_type application/json;
          add_header request-id req_bench; return 200 '%s'; } }\
        """
            .formatted(port, json));
  }

  /** A proxy without any buffering, as one would put before a model. */
  static Nginx proxying(Machine machine, int upstream) throws IOException {
    int port = freePort();
    return start(
        machine,
        port,
        """
        upstream model { server 127.0.0.1:%d; keepalive 512; keepalive_requests 1000000; }
        server { listen 127.0.0.1:%d backlog=4096; tcp_nodelay on;
          location / { proxy_pass http://model; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_buffering off; proxy_request_buffering off; client_max_body_size 64m; proxy_read_timeout 600s; } }\
        """
            .formatted(upstream, port));
  }

  private static Nginx start(Machine machine, int port, String servers) throws IOException {
    Path folder = machine.folder("nginx");
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        FRAME.formatted(
            Runtime.getRuntime().availableProcessors(),
            folder,
            folder,
            folder,
            folder,
            folder,
            folder,
            folder,
            servers));
    Process process =
        new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    awaitOpen(port);
    return machine.owned(new Nginx(process, port));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until something listens on a port of this machine. */
  static void awaitOpen(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Pause.millis(20);
      }
    }
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
