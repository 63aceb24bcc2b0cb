package dev.cairn.sources.proxy;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A proxy to be measured from outside: arguments are its port and the upstream's base URL. The
 * journal keeps nothing, so that only the proxy and its recorder cost, and answers after two
 * milliseconds as a disk would.
 */
final class ProxyBench {
  private ProxyBench() {}

  public static void main(String[] arguments) throws Exception {
    ProxyConfig base = Proxy.config(arguments[1]);
    ProxyConfig config =
        new ProxyConfig(
            new HostPort("127.0.0.1", Integer.parseInt(arguments[0])),
            ListenerTls.NONE,
            List.of(new Upstream("m", URI.create(arguments[1]), Match.path("/"))),
            base.redaction(),
            Timeouts.DEFAULT,
            Limits.DEFAULT,
            Outbound.DIRECT);
    MemoryJournal journal = new MemoryJournal();
    journal.forget();
    journal.delay(2);
    Path folder = Files.createTempDirectory("bench");
    ProxySource source =
        new ProxySource(
            config,
            new EventLoops(),
            journal,
            folder,
            new Identity("local", "host"),
            Clock.systemUTC(),
            ProxyMetrics.NONE);
    source.start();
    System.out.println("listening on " + source.address());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(source.report())));
    Thread.currentThread().join();
  }
}
