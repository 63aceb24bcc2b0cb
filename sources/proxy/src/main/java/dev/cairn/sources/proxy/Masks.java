package dev.cairn.sources.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a secret is shown in a record. */
final class Masks {
  private static final String MASK = "REDACTED";
  private static final int LEAST_FOR_TAIL = 16;
  private static final int TAIL = 4;
  private static final Set<String> QUERY_KEYS =
      Set.of(
          "key",
          "api_key",
          "apikey",
          "api-key",
          "x-api-key",
          "x-goog-api-key",
          "access_token",
          "refresh_token",
          "id_token",
          "token",
          "auth",
          "authorization",
          "password",
          "secret",
          "client_secret",
          "sig",
          "signature",
          "subscription-key");

  private static final List<String> QUERY_ENDINGS =
      List.of("_key", "-key", "apikey", "token", "secret", "password", "signature", "credential");
  private static final List<String> CARRIERS = List.of("key", "token", "bearer", "auth", "secret");

  private Masks() {}

  /** The mask of a secret: with its last four characters when it is long enough to stay one. */
  static String masked(String secret) {
    return secret.length() < LEAST_FOR_TAIL
        ? MASK
        : MASK + ":" + secret.substring(secret.length() - TAIL);
  }

  /** A path with the values of those query parameters masked that carry keys. */
  static String path(String pathAndQuery) {
    int query = pathAndQuery.indexOf('?');
    if (query < 0 || query == pathAndQuery.length() - 1) {
      return pathAndQuery;
    }
    StringBuilder shown = new StringBuilder(pathAndQuery.length());
    shown.append(pathAndQuery, 0, query);
    char separator = '?';
    for (String pair : pathAndQuery.substring(query + 1).split("&", -1)) {
      shown.append(separator).append(pair(pair));
      separator = '&';
    }
    return shown.toString();
  }

  private static String pair(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0 || equals == pair.length() - 1) {
      return pair;
    }
    return isSecret(decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT))
        ? pair.substring(0, equals + 1) + masked(pair.substring(equals + 1))
        : pair;
  }

  private static boolean isSecret(String name) {
    return QUERY_KEYS.contains(name) || QUERY_ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** WebSocket subprotocols, with those masked in which clients hide a key for want of headers. */
  static String protocols(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .map(item ->
            isCarrier(item) ? item.substring(0, item.indexOf('.') + 1) + masked(item) : item)
        .collect(Collectors.joining(", "));
  }

  private static boolean isCarrier(String protocol) {
    String name = protocol.toLowerCase(Locale.ROOT);
    return name.indexOf('.') >= 0 && CARRIERS.stream().anyMatch(name::contains);
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
