import { expect, it } from "vitest";
import { suppressionOf } from "./suppression";

it("tells an address from a domain", () => {
  expect(suppressionOf(" ada@example.com ")).toEqual({ address: "ada@example.com" });
  expect(suppressionOf("example.com")).toEqual({ domain: "example.com" });
  expect(suppressionOf("@example.com")).toEqual({ domain: "example.com" });
});
