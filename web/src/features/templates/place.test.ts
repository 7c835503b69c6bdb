import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/problem";
import { faultsOf } from "./place";

describe("faultsOf", () => {
  it("finds line and column in the server's words", () => {
    const problem = new Problem(422, "Invalid", null, [{ field: "body_html", wrong: "line 3, column 7: 'nmae' is undefined", right: "did you mean name?" }]);
    expect(faultsOf(problem)).toEqual([{ field: "body_html", line: 3, column: 7, message: "'nmae' is undefined", right: "did you mean name?" }]);
  });
  it("keeps a fault without a place", () => {
    expect(faultsOf(new Problem(422, "Invalid", null, [{ field: "variables", wrong: "features is missing" }]))[0]).toMatchObject({ line: 0, message: "features is missing" });
  });
  it("makes nothing of other errors", () => expect(faultsOf(new TypeError("x"))).toEqual([]));
});
