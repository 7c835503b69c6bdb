import { expect, it } from "vitest";
import { nextPage } from "./token";

it("goes on to a page of this application", () => expect(nextPage("?next=%2Fw%2Fharvest%2Ftemplates")).toBe("/w/harvest/templates"));

it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])(
  "never leaves the application: %s",
  (next) => expect(nextPage(`?next=${encodeURIComponent(next)}`)).toBe("/"),
);
