import { Problem } from "@/lib/problem";

/** Where in which part of a template something is wrong; line and column count from 1, 0 when unknown. */
export type Fault = { field: string; line: number; column: number; message: string; right?: string | null };

/** The faults a refused preview names; a place stands at the start of the words: "line 3, column 7: …". */
export function faultsOf(error: unknown): Fault[] {
  if (!(error instanceof Problem)) return [];
  return error.fields.map(({ field, wrong, right }) => {
    const place = /^line (\d+), column (\d+): (.*)$/s.exec(wrong);
    return place
      ? { field, line: Number(place[1]), column: Number(place[2]), message: place[3]!, right }
      : { field, line: 0, column: 0, message: wrong, right };
  });
}
