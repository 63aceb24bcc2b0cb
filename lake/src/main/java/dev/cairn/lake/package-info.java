/**
 * The lake: Parquet files written by DuckDB, kept in Apache Iceberg tables, asked through a guard.
 *
 * <p>Starting points: {@link dev.cairn.lake.LakeFollower} (how rows come in), {@link
 * dev.cairn.lake.Committer} (how tables change together), {@link dev.cairn.lake.Snapshots} (which
 * files are the lake now).
 */
@NullMarked
package dev.cairn.lake;

import org.jspecify.annotations.NullMarked;
