package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes that make keys of words and ids of rows. */
final class Hashes {
  private Hashes() {}

  /** 16 lower-case hex digits of the SHA-256 of a text. */
  static String hex(String text) {
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  /** Sets {@code row_id} from everything else that the row says: equal rows get equal ids. */
  static Row identified(Row row) {
    MessageDigest digest = sha256();
    digest.update(row.dataset().name().getBytes(StandardCharsets.UTF_8));
    ByteBuffer head = ByteBuffer.allocate(9);
    for (int i = 0; i < row.dataset().columns().size(); i++) {
      Object value = row.cell(i);
      if (value != null && !row.dataset().columns().get(i).name().equals("row_id")) {
        update(digest, head, i, value);
      }
    }
    return row.set("row_id", ByteBuffer.wrap(digest.digest()).getLong());
  }

  /** Column, then either length and text, or a number. */
  private static void update(MessageDigest digest, ByteBuffer head, int column, Object value) {
    byte[] text =
        value instanceof Long ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
    long number = value instanceof Long whole ? whole : text.length;
    digest.update(head.clear().put((byte) column).putLong(number).array());
    digest.update(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
