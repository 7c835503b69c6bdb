import type { Model } from "@/lib/api";

export type DiffLine = Model<"TextDiffLine">;

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** The lines near a change; what lies between them is only counted. */
export function folded(lines: DiffLine[]): (DiffLine | { skipped: number })[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((line) => line.change !== "SAME"));
  const shown: (DiffLine | { skipped: number })[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near[at]) shown.push(line);
    else if (last && "skipped" in last) last.skipped++;
    else shown.push({ skipped: 1 });
  });
  return shown;
}
