package dev.cairn.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one gateway: a folder of days for each signal, and the journal's id.
 *
 * @param path {@code <recordings>/<gateway>}
 * @param gateway its name
 */
record GatewayFolder(Path path, String gateway) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._+@-]{0,127}");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");

  static GatewayFolder of(Path recordings, String gateway) {
    if (!NAME.matcher(gateway).matches()) {
      throw new CairnException(
          ErrorCode.CONFIG_INVALID,
          "gateway_id must be 1 to 128 letters, digits and ._+@- and begin with a letter or digit,"
              + " was \""
              + gateway
              + "\"");
    }
    return new GatewayFolder(recordings.resolve(gateway), gateway);
  }

  /** Where the days of a signal lie. */
  Path days(Signal signal) {
    return path.resolve(signal.folder());
  }

  /** The list of what a purge has still to overwrite. */
  Path redo() {
    return path.resolve("purge.redo");
  }

  /** The id made with the journal, making it the first time. */
  UUID id() throws IOException {
    if (!Files.exists(identity())) {
      DurableFiles.makeFolders(path);
      String json =
          "{\"version\":1,\"gateway\":\"%s\",\"id\":\"%s\"}\n"
              .formatted(gateway, UUID.randomUUID());
      DurableFiles.write(identity(), json.getBytes(UTF_8));
    }
    return recordedId();
  }

  /** The id of a folder that is only read: the recorded one, or always the same for a name. */
  UUID idOrDerived() throws IOException {
    return Files.exists(identity())
        ? recordedId()
        : UUID.nameUUIDFromBytes(("recordings of " + gateway).getBytes(UTF_8));
  }

  private UUID recordedId() throws IOException {
    Matcher matcher = ID.matcher(Files.readString(identity()));
    if (!matcher.find()) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, identity() + " must hold the journal's \"id\", a UUID");
    }
    return UUID.fromString(matcher.group(1));
  }

  private Path identity() {
    return path.resolve("journal.json");
  }
}
