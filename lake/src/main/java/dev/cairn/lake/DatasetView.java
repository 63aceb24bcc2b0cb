package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.Dataset;
import dev.cairn.trail.Questions;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A stored dataset as it is. */
record DatasetView(Dataset dataset) implements View {
  @Override
  public Questions.Table table() {
    SequencedMap<String, Questions.TableColumn> columns = new LinkedHashMap<>();
    for (Column column : dataset.columns()) {
      if (StoredRows.visible(column)) {
        columns.put(column.name(), new Questions.TableColumn(column.type(), column.meaning()));
      }
    }
    return new Questions.Table(dataset.name(), dataset.meaning(), columns);
  }

  @Override
  public String select(StoredRows rows, Checked question) throws SQLException {
    return rows.select(dataset);
  }
}
