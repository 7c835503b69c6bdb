import { describe, expect, it } from "vitest";
import type { ColumnMapping } from "./import-types";
import { mappingFault, withTarget } from "./mapping";

const column = (target: ColumnMapping["target"], attribute: string | null = null): ColumnMapping => ({ column: "c", target, attribute, type: attribute === null ? null : "STRING" });

describe("mappingFault", () => {
  it("is content with an address", () => expect(mappingFault([column("EMAIL"), column("IGNORE")])).toBeUndefined());
  it("wants an address, once", () => {
    expect(mappingFault([column("NAME")])).toMatch(/e-mail address/);
    expect(mappingFault([column("EMAIL"), column("EMAIL")])).toMatch(/same thing/);
  });
  it("wants attributes with names of their own", () => {
    expect(mappingFault([column("EMAIL"), column("ATTRIBUTE", " ")])).toMatch(/needs a name/);
    expect(mappingFault([column("EMAIL"), column("ATTRIBUTE", "a"), column("ATTRIBUTE", "a")])).toMatch(/same name/);
  });
});

describe("withTarget", () => {
  it("names an attribute after its column", () => {
    expect(withTarget({ column: "Lieblings-Farbe!", target: "IGNORE", attribute: null, type: null }, "ATTRIBUTE")).toMatchObject({ attribute: "lieblings_farbe", type: "STRING" });
  });
  it("forgets the name of what is no attribute", () => expect(withTarget(column("ATTRIBUTE", "a"), "NAME")).toMatchObject({ attribute: null, type: null }));
});
