import { expect, it } from "vitest";
import { more, points } from "./change";

it("says by how much a count has changed", () => {
  expect(more(0.5, 30)).toBe("+50% against the 30 days before");
  expect(more(-0.034, 7)).toBe("-3.4% against the 7 days before");
  expect(more(0, 7)).toBe("0% against the 7 days before");
});

it("says the difference of shares in points", () => expect(points(0.012, 90)).toBe("+1.2 points against the 90 days before"));

it("is silent without something to compare with", () => expect([more(null, 7), points(null, 7)]).toEqual([undefined, undefined]));
