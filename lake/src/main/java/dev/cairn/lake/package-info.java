/**
 * The lake: Parquet files written by DuckDB, kept in Apache Iceberg tables, asked through a guard.
 *
 * <p>Starting points: {@link dev.cairn.lake.Snapshots} (which files are the lake now).
 */
@NullMarked
package dev.cairn.lake;

import org.jspecify.annotations.NullMarked;
