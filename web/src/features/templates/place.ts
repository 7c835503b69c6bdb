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

/** The sample context somebody typed, or what is wrong with it as JSON. */
export function readContext(text: string): { context: Record<string, unknown> } | { wrong: string } {
  if (text.trim() === "") return { context: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { wrong: 'It must be an object: {"name": "value"}.' };
    return { context: value as Record<string, unknown> };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : "It is not JSON." };
  }
}
