package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @Test
  void of_keys_indexesFirstByNumberThenCodeUnits() {
    assertThat(
            canonical(
                "{\"b\":1,\"10\":2,\"9\":3,\"a\":4,\"01\":5,\"4294967295\":6,\"4294967294\":7}"))
        .isEqualTo("{\"9\":3,\"10\":2,\"4294967294\":7,\"01\":5,\"4294967295\":6,\"a\":4,\"b\":1}");
  }

  @Test
  void of_keysBeyondTheBasicPlane_sortByCodeUnits() {
    assertThat(canonical("{\"\uFF5E\":1,\"\uD83D\uDE00\":2}"))
        .isEqualTo("{\"\uD83D\uDE00\":2,\"\uFF5E\":1}");
  }

  @Test
  void of_nested_sortsAtEveryDepthAndDropsBlanks() {
    assertThat(canonical("{ \"b\" : [ {\"d\":null, \"c\":true} , [] ], \"a\" : {} }"))
        .isEqualTo("{\"a\":{},\"b\":[{\"c\":true,\"d\":null},[]]}");
  }

  @Test
  void of_text_escapesOnlyWhatJavaScriptDoes() {
    assertThat(canonical("\"\\u0001\\u007f\\u2028/\\\"\\\\\\b\\f\\n\\r\\té\""))
        .isEqualTo("\"\\u0001\u007f\u2028/\\\"\\\\\\b\\f\\n\\r\\té\"");
  }

  @Test
  void of_loneSurrogates_areEscapedAndPairsAreNot() {
    assertThat(canonical("\"\\ud800x\\udc00\\ud83d\\ude00\\ud83d\""))
        .isEqualTo("\"\\ud800x\\udc00\uD83D\uDE00\\ud83d\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0, 0",
    "-0.0, 0",
    "1.0, 1",
    "1.50, 1.5",
    "-2.25, -2.25",
    "100, 100",
    "1e2, 100",
    "123456789012345680000, 123456789012345680000",
    "1e21, 1e+21",
    "1.5e21, 1.5e+21",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "1.25e-9, 1.25e-9",
    "5e-324, 5e-324",
    "9007199254740993, 9007199254740992",
    "12345678901234567890, 12345678901234567000",
    "0.1, 0.1",
    "1e400, null"
  })
  void of_number_isWrittenAsJavaScriptDoes(String number, String written) {
    assertThat(canonical(number)).isEqualTo(written);
  }

  private static String canonical(String json) {
    return CanonicalJson.of(Json.parse(json));
  }
}
