package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValuesTest {
  @TempDir static Path temp;
  static TestLake lake;
  static Asking ask;

  @BeforeAll
  static void open() {
    lake = new TestLake(temp.resolve("lake"));
    ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill"));
  }

  @AfterAll
  static void close() {
    ask.close();
    lake.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("true", true),
        Arguments.of("1::tinyint", 1L),
        Arguments.of("200::utinyint", 200L),
        Arguments.of("-3::smallint", -3L),
        Arguments.of("65535::usmallint", 65535L),
        Arguments.of("7", 7L),
        Arguments.of("4000000000::uinteger", 4000000000L),
        Arguments.of("9223372036854775807", Long.MAX_VALUE),
        Arguments.of("18446744073709551615::ubigint", new BigInteger("18446744073709551615")),
        Arguments.of(
            "170141183460469231731687303715884105727::hugeint",
            BigInteger.TWO.pow(127).subtract(BigInteger.ONE)),
        Arguments.of("sum(7::bigint)", BigInteger.valueOf(7)),
        Arguments.of("0.1::float", 0.1),
        Arguments.of("0.5::double", 0.5),
        Arguments.of("1.50::decimal(10,2)", new BigDecimal("1.50")),
        Arguments.of(
            "12345678901234567890.5::decimal(30,1)", new BigDecimal("12345678901234567890.5")),
        Arguments.of("'a\u00fc\ud83d\ude00'", "a\u00fc\ud83d\ude00"),
        Arguments.of("'{\"a\":1}'::json", "{\"a\":1}"),
        Arguments.of("'ab'::blob", "YWI="),
        Arguments.of("date '2026-01-05'", "2026-01-05"),
        Arguments.of("time '10:00:00.5'", "10:00:00.500"),
        Arguments.of(
            "timestamp '2026-01-05 10:00:00.123456'", Instant.parse("2026-01-05T10:00:00.123456Z")),
        Arguments.of("timestamptz '2026-01-05 10:00:00+02'", Instant.parse("2026-01-05T08:00:00Z")),
        Arguments.of("'2026-01-05 10:00:00'::timestamp_s", Instant.parse("2026-01-05T10:00:00Z")),
        Arguments.of(
            "'2026-01-05 10:00:00.123'::timestamp_ms", Instant.parse("2026-01-05T10:00:00.123Z")),
        Arguments.of(
            "'2026-01-05 10:00:00.123456789'::timestamp_ns",
            Instant.parse("2026-01-05T10:00:00.123456789Z")),
        Arguments.of("interval '1 day 2 hours'", "1 day 02:00:00"),
        Arguments.of(
            "'00000000-0000-0000-0000-000000000001'::uuid", "00000000-0000-0000-0000-000000000001"),
        Arguments.of("'a'::enum('a', 'b')", "a"),
        Arguments.of("[1, null, 3]", Arrays.asList(1L, null, 3L)),
        Arguments.of("[[1], [2]]", List.of(List.of(1L), List.of(2L))),
        Arguments.of("[1, 2]::integer[2]", List.of(1L, 2L)),
        Arguments.of("{'a': 1, 'b': ['x']}", Map.of("a", 1L, "b", List.of("x"))),
        Arguments.of(
            "map {'k': timestamptz '2026-01-05 00:00:00+00'}",
            Map.of("k", Instant.parse("2026-01-05T00:00:00Z"))),
        Arguments.of("map {1: 'x'}", Map.of("1", "x")),
        Arguments.of("union_value(a := 1)", 1L),
        Arguments.of("null", null),
        Arguments.of("null::int", null),
        Arguments.of("null::int[]", null));
  }

  @ParameterizedTest
  @MethodSource("values")
  void ask_value_isOfAnAnswersTypes(String expression, Object expected) {
    assertThat(ask.one("select " + expression)).isEqualTo(expected);
  }
}
