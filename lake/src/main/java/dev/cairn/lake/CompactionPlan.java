package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses which files are worth writing anew. */
final class CompactionPlan {
  private CompactionPlan() {}

  /** Every closed day that was not sorted as a whole. */
  static List<Compaction> closedDays(Contents contents, int today) {
    return plan(contents, (day, files) -> day == null || day < today ? unsorted(files) : null);
  }

  /** Every day that is in more than one piece. */
  static List<Compaction> everything(Contents contents, int today) {
    return plan(
        contents,
        (day, files) -> {
          Compaction.Part part = unsorted(files);
          boolean open = day != null && day >= today;
          return part == null || !open ? part : new Compaction.Part(part.files(), FileKind.MERGED);
        });
  }

  /** Open days with many small files, which are merged without those merged before. */
  static List<Compaction> crowded(Contents contents, int files) {
    return plan(
        contents,
        (day, all) -> {
          List<LakeFile> small = ofKind(all, FileKind.COMMITTED);
          return small.size() < files ? null : new Compaction.Part(small, FileKind.MERGED);
        });
  }

  private static Compaction.@Nullable Part unsorted(List<LakeFile> files) {
    boolean sorted = ofKind(files, FileKind.SORTED).size() == files.size();
    return sorted || files.size() < 2 ? null : new Compaction.Part(files, FileKind.SORTED);
  }

  private static List<LakeFile> ofKind(List<LakeFile> files, FileKind kind) {
    return files.stream().filter(file -> FileKind.of(file.path()) == kind).toList();
  }

  /** Chooses of the files of one day. */
  private interface Choice {
    Compaction.@Nullable Part of(@Nullable Integer day, List<LakeFile> files);
  }

  private static List<Compaction> plan(Contents contents, Choice choice) {
    List<Compaction> compactions = new ArrayList<>();
    for (Dataset dataset : Datasets.ALL) {
      Map<@Nullable Integer, List<LakeFile>> days = new HashMap<>();
      for (LakeFile file : contents.committed(dataset)) {
        days.computeIfAbsent(file.day(), day -> new ArrayList<>()).add(file);
      }
      days.forEach((day, files) -> {
        Compaction.Part part = choice.of(day, files);
        if (part != null) {
          compactions.add(new Compaction(dataset, part));
        }
      });
    }
    return compactions;
  }
}
