package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailHandlerTest {
  private final ServedApi api = new ServedApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void tail_last_beginsSoManyRecordsBeforeTheEndAcrossDays() throws Exception {
    threeDays();

    assertThat(api.get("/api/tail?follow=false&last=2").body()).isEqualTo("{\"n\":4}\n{\"n\":5}\n");
    assertThat(api.get("/api/tail?follow=false&last=4").body())
        .isEqualTo("{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n{\"n\":5}\n");
    assertThat(api.get("/api/tail?follow=false&last=99").body().lines()).hasSize(5);
    assertThat(api.get("/api/tail?follow=false&last=0").body()).isEmpty();
  }

  @Test
  void tail_last_ofLongDays_readsOnlyTheirEnds() throws Exception {
    String text = "x".repeat(100_000);
    for (int i = 0; i < 60; i++) {
      api.journal.append("{\"n\":" + i + ",\"text\":\"" + text + "\"}");
      if (i == 39) {
        api.journal.day(ListJournal.FIRST_DAY.plusDays(1));
      }
    }

    assertThat(api.get("/api/tail?follow=false&last=3").body().lines())
        .extracting(line -> line.substring(0, 7))
        .containsExactly("{\"n\":57", "{\"n\":58", "{\"n\":59");
    assertThat(api.get("/api/tail?follow=false&last=22").body().lines())
        .hasSize(22)
        .first()
        .asString()
        .startsWith("{\"n\":38");
  }

  @Test
  void tail_date_givesThatDayOnly() throws Exception {
    threeDays();

    assertThat(api.get("/api/tail?follow=false&date=2026-11-18").body())
        .isEqualTo("{\"n\":1}\n{\"n\":2}\n");
    assertThat(api.get("/api/tail?follow=false&date=2026-11-19").body()).isEmpty();
    assertThat(api.get("/api/tail?follow=false&date=2027-01-01").body()).isEmpty();
  }

  @Test
  void tail_follow_sendsEachRecordAtOnce() throws Exception {
    api.journal.append("{\"n\":1}");
    Iterator<String> lines = api.lines("/api/tail?signal=proxy").iterator();

    assertThat(lines.next()).isEqualTo("{\"n\":1}");
    Instant before = Instant.now();
    api.journal.append("{\"n\":2}");
    assertThat(lines.next()).isEqualTo("{\"n\":2}");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void close_somebodyFollows_endsTheAnswerAtOnce() throws Exception {
    api.journal.append("{\"n\":1}");
    Iterator<String> lines = api.lines("/api/tail").iterator();
    lines.next();
    Instant before = Instant.now();
    api.close();

    assertThat(lines.hasNext()).isFalse();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(api.journal.subscribers()).isZero();
  }

  @Test
  void tail_wrongParameters_areNamed() throws Exception {
    assertThat(api.get("/api/tail?signal=smoke").body())
        .contains("signal must be one of proxy, purges, was \\\"smoke\\\"");
    assertThat(api.get("/api/tail?date=today").body())
        .contains("date must be a date such as 2026-11-20, was \\\"today\\\"");
    assertThat(api.get("/api/tail?last=many").body())
        .contains("last must be a whole number from 0 to 10000, was \\\"many\\\"");
    assertThat(api.get("/api/tail?follow=maybe").body())
        .contains("follow must be true or false, was \\\"maybe\\\"");
  }

  private void threeDays() {
    api.journal.append("{\"n\":1}");
    api.journal.append("{\"n\":2}");
    api.journal.day(ListJournal.FIRST_DAY.plusDays(2));
    api.journal.append("{\"n\":3}");
    api.journal.append("{\"n\":4}");
    api.journal.append("{\"n\":5}");
  }
}
