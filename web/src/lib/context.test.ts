import { describe, expect, it } from "vitest";
import { readContext } from "./context";

describe("readContext", () => {
  it("takes an object, and nothing at all as an empty one", () => {
    expect(readContext('{"a": [1]}')).toEqual({ context: { a: [1] } });
    expect(readContext("  ")).toEqual({ context: {} });
  });
  it.each(["[1]", "null", "3", "{"])("refuses %s", (text) => expect(readContext(text)).toHaveProperty("wrong"));
});
