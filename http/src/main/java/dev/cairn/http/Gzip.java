package dev.cairn.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Decides which answers are sent gzipped. */
final class Gzip {
  private static final int LEAST = 1024;
  private static final Pattern TEXT =
      Pattern.compile("(text/|application/(json|javascript|x-ndjson|xml)|image/svg).*");
  private static final Pattern ACCEPTED =
      Pattern.compile(".*(^|[\\s,])(gzip|\\*)\\s*(,|;(?!\\s*q=0(\\.0*)?\\s*(,|$)).*|$).*");

  private Gzip() {}

  /** Whether an answer of this type and size would be gzipped for some clients. */
  static boolean suits(String contentType, int size) {
    return size >= LEAST && TEXT.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
  }

  static boolean accepted(@Nullable String acceptEncoding) {
    return acceptEncoding != null
        && ACCEPTED.matcher(acceptEncoding.toLowerCase(Locale.ROOT)).matches();
  }

  static byte[] compress(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
