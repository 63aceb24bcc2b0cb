package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.util.JsonUtil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of a {@link Commit} in its file; data files in Iceberg's own JSON. */
final class CommitJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private CommitJson() {}

  static byte[] write(Commit commit) {
    ObjectNode root = JSON.createObjectNode();
    root.put("sequence", commit.sequence());
    ArrayNode progress = root.putArray("positions");
    commit.progress().forEach(each -> write(progress.addObject(), each));
    ObjectNode tables = root.putObject("tables");
    commit
        .changes()
        .forEach((dataset, change) -> {
          ObjectNode table = tables.putObject(dataset.name());
          table.put("base", commit.bases().getOrDefault(dataset, 0L));
          write(table.putArray("added"), dataset, change.added());
          write(
              table.putArray("removed"),
              dataset,
              change.removed().stream().map(LakeFile::committed).toList());
        });
    return JSON.writeValueAsBytes(root);
  }

  private static void write(ObjectNode node, Progress progress) {
    Position emitted = progress.emitted();
    node.put("gateway", emitted.gateway());
    node.put("journal", emitted.journal().toString());
    node.put("signal", emitted.signal().folder());
    write(node.putObject("resume"), progress.resume());
    write(node.putObject("emitted"), emitted);
  }

  private static void write(ObjectNode node, Position position) {
    node.put("date", position.date().toString());
    node.put("offset", position.offset());
  }

  private static void write(ArrayNode into, Dataset dataset, List<DataFile> files) {
    PartitionSpec spec = TableSchema.days(TableSchema.of(dataset));
    files.forEach(file -> into.add(JSON.readTree(ContentFileParser.toJson(file, spec))));
  }

  static Commit read(byte[] bytes) {
    JsonNode root = JSON.readTree(bytes);
    List<Progress> progress = new ArrayList<>();
    root.path("positions").forEach(node -> progress.add(progress(node)));
    Map<Dataset, TableChange> changes = new HashMap<>();
    Map<Dataset, Long> bases = new HashMap<>();
    root.path("tables")
        .forEachEntry((name, node) -> {
          Dataset dataset = Datasets.named(name).orElseThrow();
          changes.put(dataset, change(dataset, node));
          bases.put(dataset, node.path("base").asLong());
        });
    return new Commit(root.path("sequence").asLong(), progress, changes, bases);
  }

  private static Progress progress(JsonNode node) {
    Signal signal = Signal.named(node.path("signal").asString()).orElseThrow();
    UUID journal = UUID.fromString(node.path("journal").asString());
    Position start =
        new Position(node.path("gateway").asString(), journal, signal, LocalDate.EPOCH, 0);
    return new Progress(at(start, node.path("resume")), at(start, node.path("emitted")));
  }

  private static Position at(Position start, JsonNode node) {
    return start.at(LocalDate.parse(node.path("date").asString()), node.path("offset").asLong());
  }

  private static TableChange change(Dataset dataset, JsonNode node) {
    List<LakeFile> removed =
        files(dataset, node.path("removed")).stream()
            .map(file -> Statistics.lakeFile(dataset, file))
            .toList();
    return new TableChange(files(dataset, node.path("added")), removed);
  }

  private static List<DataFile> files(Dataset dataset, JsonNode nodes) {
    PartitionSpec spec = TableSchema.days(TableSchema.of(dataset));
    List<DataFile> files = new ArrayList<>();
    for (JsonNode node : nodes) {
      ContentFile<?> file =
          JsonUtil.parse(node.toString(), json -> ContentFileParser.fromJson(json, spec));
      files.add((DataFile) file);
    }
    return files;
  }
}
