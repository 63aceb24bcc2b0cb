package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Column;
import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/** The Iceberg tables, one for each dataset, in a catalog in SQLite. For one thread at a time. */
final class Tables implements AutoCloseable {
  /** Names the last commit that a snapshot has; later snapshots carry it on. */
  static final String COMMIT = "cairn.commit";

  private static final Namespace NAMESPACE = Namespace.of("cairn");
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "format-version", "2",
          "write.metadata.delete-after-commit.enabled", "true",
          "write.metadata.previous-versions-max", "10",
          "commit.manifest.min-count-to-merge", "20");

  private final LakeConfig config;
  private final JdbcCatalog catalog = new JdbcCatalog(properties -> new LocalFiles(), null, true);
  private final Map<Dataset, Table> tables = new HashMap<>();

  /** Opens the catalog and makes the tables that are missing. */
  Tables(LakeConfig config) throws IOException {
    this.config = config;
    Files.createDirectories(config.tables());
    catalog.initialize(
        "cairn",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + config.catalog(),
            CatalogProperties.WAREHOUSE_LOCATION,
            LocalFiles.location(config.tables()),
            CatalogProperties.CLIENT_POOL_SIZE,
            "1",
            "jdbc.schema-version",
            "V1"));
    if (!catalog.namespaceExists(NAMESPACE)) {
      catalog.createNamespace(NAMESPACE);
    }
    for (Dataset dataset : Datasets.ALL) {
      tables.put(dataset, open(dataset));
      Files.createDirectories(data(dataset));
    }
  }

  private Table open(Dataset dataset) {
    TableIdentifier name = TableIdentifier.of(NAMESPACE, dataset.name());
    if (catalog.tableExists(name)) {
      return evolved(dataset, catalog.loadTable(name));
    }
    Schema schema = TableSchema.of(dataset);
    return catalog
        .buildTable(name, schema)
        .withPartitionSpec(TableSchema.days(schema))
        .withLocation(LocalFiles.location(folder(dataset)))
        .withProperties(PROPERTIES)
        .create();
  }

  /** Adds columns that the dataset has got since the table was made. */
  private static Table evolved(Dataset dataset, Table table) {
    UpdateSchema update = table.updateSchema();
    for (Column column : dataset.columns()) {
      if (!has(table.schema(), column.id())) {
        update.addColumn(column.name(), TableSchema.type(column.type()), column.meaning());
      }
    }
    if (dataset.columns().stream().anyMatch(column -> !has(table.schema(), column.id()))) {
      update.commit();
    }
    for (Column column : dataset.columns()) {
      check(dataset, column, table.schema());
    }
    return table;
  }

  private static boolean has(Schema schema, int id) {
    return schema.findField(id) != null;
  }

  private static void check(Dataset dataset, Column column, Schema schema) {
    Types.NestedField field = schema.findField(column.name());
    if (field == null
        || field.fieldId() != column.id()
        || !field.type().equals(TableSchema.type(column.type()))) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED,
          "column %s of the lake's table %s is not the one that this version writes; delete the lake's folder and it is made again from the journal"
              .formatted(column.name(), dataset));
    }
  }

  private Path folder(Dataset dataset) {
    return config.tables().resolve(dataset.name());
  }

  /** The folder of a table's Parquet files. */
  Path data(Dataset dataset) {
    return folder(dataset).resolve("data");
  }

  Table table(Dataset dataset) {
    Table table = tables.get(dataset);
    if (table == null) {
      throw new IllegalArgumentException("no table " + dataset);
    }
    return table;
  }

  /** The files that a table has now, with statistics. */
  List<LakeFile> files(Dataset dataset) throws IOException {
    Table table = table(dataset);
    table.refresh();
    List<LakeFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(Statistics.lakeFile(dataset, task.file())));
    }
    return files;
  }

  /** The files that all tables have now. */
  Map<Dataset, List<LakeFile>> files() throws IOException {
    Map<Dataset, List<LakeFile>> files = new HashMap<>();
    for (Dataset dataset : Datasets.ALL) {
      files.put(dataset, files(dataset));
    }
    return files;
  }

  /** The last commit that a table has; 0 when it has none. */
  long commit(Dataset dataset) {
    Snapshot snapshot = table(dataset).currentSnapshot();
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(COMMIT, "0"));
  }

  /** Adds and removes rows of a table, as part of a commit. */
  void change(Dataset dataset, TableChange change, long sequence) {
    if (change.removed().isEmpty()) {
      var append = table(dataset).newAppend();
      change.added().forEach(append::appendFile);
      commit(append, sequence);
    } else {
      OverwriteFiles overwrite = table(dataset).newOverwrite();
      change.added().forEach(overwrite::addFile);
      change.removed().forEach(file -> overwrite.deleteFile(file.committed()));
      commit(overwrite, sequence);
    }
  }

  /** Puts files in the place of others with the same rows. */
  void rewrite(Dataset dataset, TableChange change) {
    RewriteFiles rewrite = table(dataset).newRewrite();
    change.added().forEach(rewrite::addFile);
    for (LakeFile file : change.removed()) {
      DataFile old = file.committed();
      rewrite.deleteFile(old);
    }
    commit(rewrite, commit(dataset));
  }

  private static void commit(SnapshotUpdate<?> update, long sequence) {
    update.set(COMMIT, Long.toString(sequence));
    update.commit();
  }

  @Override
  public void close() {
    catalog.close();
  }
}
