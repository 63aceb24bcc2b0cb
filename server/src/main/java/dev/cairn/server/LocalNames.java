package dev.cairn.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Under which names this machine and this person record when the configuration says nothing. */
final class LocalNames {
  /** What a gateway's id must look like. */
  static final Pattern GATEWAY_ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._+@-]{0,127}");

  private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

  private LocalNames() {}

  /** The name of the person in the operating system, where it can be a gateway's id. */
  static String gatewayId() {
    String user = System.getProperty("user.name", "");
    return GATEWAY_ID.matcher(user).matches() ? user : "_unknown";
  }

  /** The name of the host; read from the kernel where possible, as asking may take seconds. */
  static String machine() {
    try {
      if (Files.isReadable(LINUX_NAME)) {
        return Files.readString(LINUX_NAME).strip();
      }
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    } catch (IOException e) {
      return "localhost";
    }
  }
}
