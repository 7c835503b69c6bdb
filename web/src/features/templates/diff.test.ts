import { expect, it } from "vitest";
import { folded, type DiffLine } from "./diff";

const line = (text: string, change: DiffLine["change"] = "SAME"): DiffLine => ({ change, old_line: null, new_line: null, text });

it("keeps three lines around a change and counts the rest", () => {
  const lines = [...Array.from({ length: 10 }, (_, index) => line(`a${index}`)), line("x", "ADDED"), ...Array.from({ length: 5 }, (_, index) => line(`b${index}`))];
  expect(folded(lines).map((each) => ("skipped" in each ? each.skipped : each.text))).toEqual([7, "a7", "a8", "a9", "x", "b0", "b1", "b2", 2]);
});

it("shows nothing but a count where nothing changed", () => expect(folded([line("a"), line("b")])).toEqual([{ skipped: 2 }]));
