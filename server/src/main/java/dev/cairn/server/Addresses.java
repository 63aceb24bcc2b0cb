package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether addresses can be listened on. */
final class Addresses {
  private Addresses() {}

  /**
   * Does nothing when the address is free, or any free one will do.
   *
   * @throws CairnException ADDRESS_IN_USE when it cannot be bound
   */
  static void requireFree(String key, HostPort address) {
    if (address.port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address.host(), address.port()));
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.ADDRESS_IN_USE,
          key + " " + address + " cannot be listened on: " + e.getMessage(),
          e);
    }
  }
}
