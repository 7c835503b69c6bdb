import { expect, it } from "vitest";
import { mergePatch } from "./merge-patch";

it("says nothing about what stays", () => expect(mergePatch({ a: 1, b: [1] }, { a: 1, b: [1] })).toEqual({}));

it("says what is new, what is other and what is gone", () => {
  expect(mergePatch<Record<string, unknown>>({ a: 1, gone: 2 }, { a: "x", new: true })).toEqual({ a: "x", gone: null, new: true });
});

it("goes into objects, so that a name taken out of them is taken out there too", () => {
  expect(mergePatch({ context: { a: 1, b: { c: 1, d: 2 } } as Record<string, unknown> }, { context: { b: { d: 3 } } })).toEqual({ context: { a: null, b: { c: null, d: 3 } } });
});

it("replaces lists whole", () => expect(mergePatch({ a: [1, 2] }, { a: [2] })).toEqual({ a: [2] }));
