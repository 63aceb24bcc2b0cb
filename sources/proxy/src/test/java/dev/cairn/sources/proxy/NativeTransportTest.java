package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.http.EventLoops;
import org.junit.jupiter.api.Test;

final class NativeTransportTest {
  @Test
  void loops_onLinux_areNative() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "epoll is of Linux only");
    EventLoops loops = new EventLoops();
    try {
      assertThat(loops.vertx().isNativeTransportEnabled()).isTrue();
    } finally {
      loops.close();
    }
  }
}
