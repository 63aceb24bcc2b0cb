package dev.cairn.model;

/**
 * One column of a dataset.
 *
 * @param id the field id in Parquet and Iceberg; never changes and is never used again
 * @param name the name in SQL
 * @param type what it holds
 * @param meaning one sentence for {@code cairn query schema}
 */
public record Column(int id, String name, ColumnType type, String meaning) {}
