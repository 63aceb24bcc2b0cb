package dev.cairn.server;

import dev.cairn.kernel.Component;
import dev.cairn.kernel.HostPort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells other programs on this machine, by {@code server.json}, that and where a server runs. */
final class Presence implements Component {
  private final Path home;
  private final Instant started;
  private final Supplier<Optional<HostPort>> http;
  private final Supplier<Optional<HostPort>> proxy;

  Presence(
      Path home,
      Instant started,
      Supplier<Optional<HostPort>> http,
      Supplier<Optional<HostPort>> proxy) {
    this.home = home;
    this.started = started;
    this.http = http;
    this.proxy = proxy;
  }

  @Override
  public void start() {
    http.get()
        .map(address -> new ServerFile(pid(), address, proxy.get(), started, Version.TEXT))
        .ifPresent(file -> file.write(home));
  }

  static long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public void close() {
    if (ServerFile.read(home).filter(file -> file.pid() == pid()).isPresent()) {
      ServerFile.remove(home);
    }
  }
}
