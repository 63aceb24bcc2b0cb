package dev.cairn.api;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a server is at one moment.
 *
 * @param version of the program
 * @param pid of its process
 * @param started when it began to serve
 * @param now the moment itself
 * @param home the data folder
 * @param gatewayId under which name it records
 * @param workspace whose rows it records
 * @param machine where it runs
 * @param listening names of listeners, {@code proxy} and {@code http}, to their addresses
 * @param parts what each part says of itself
 * @param warnings sentences that a person should read
 */
public record Status(
    String version,
    long pid,
    Instant started,
    Instant now,
    Path home,
    String gatewayId,
    String workspace,
    String machine,
    SequencedMap<String, HostPort> listening,
    List<Report> parts,
    List<String> warnings) {
  public Status {
    listening = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(listening));
    parts = List.copyOf(parts);
    warnings = List.copyOf(warnings);
  }

  /** Whether no part needs a person. */
  public boolean healthy() {
    return parts.stream().allMatch(Report::healthy);
  }

  /** The JSON object of {@code GET /api/status}. */
  public String json() {
    return Json.text(tree());
  }

  private SequencedMap<String, Object> tree() {
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", version);
    tree.put("pid", pid);
    tree.put("started", started);
    tree.put("uptime_seconds", Duration.between(started, now).toSeconds());
    tree.put("home", home.toString());
    tree.put("gateway_id", gatewayId);
    tree.put("workspace", workspace);
    tree.put("machine", machine);
    SequencedMap<String, Object> addresses = new LinkedHashMap<>();
    listening.forEach((name, address) -> addresses.put(name, address.toString()));
    tree.put("listening", addresses);
    tree.put("parts", parts.stream().map(Status::tree).toList());
    tree.put("warnings", warnings);
    return tree;
  }

  /** A report as JSON values. */
  static SequencedMap<String, Object> tree(Report report) {
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("part", report.part());
    tree.put("healthy", report.healthy());
    tree.put("facts", report.facts());
    return tree;
  }
}
