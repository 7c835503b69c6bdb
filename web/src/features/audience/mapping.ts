import type { ColumnMapping, Target } from "./import-types";

/** Targets that at most one column may have. */
const ONCE: Target[] = ["EMAIL", "NAME", "FIRST_NAME", "LAST_NAME", "STATUS"];

/** What is wrong with a mapping before the server is asked; undefined when nothing is. */
export function mappingFault(columns: ColumnMapping[]): string | undefined {
  if (!columns.some((column) => column.target === "EMAIL")) return "One column has to be the e-mail address.";
  const twice = ONCE.find((target) => columns.filter((column) => column.target === target).length > 1);
  if (twice) return "Two columns become the same thing. Leave one of them out.";
  const attributes = columns.filter((column) => column.target === "ATTRIBUTE").map((column) => column.attribute?.trim() ?? "");
  if (attributes.includes("")) return "Every attribute needs a name.";
  if (new Set(attributes).size < attributes.length) return "Two attributes have the same name.";
  return undefined;
}

/** The column with another target; an attribute gets a name and a type to begin with. */
export function withTarget(column: ColumnMapping, target: Target): ColumnMapping {
  if (target !== "ATTRIBUTE") return { ...column, target, attribute: null, type: null };
  const name = column.column.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_|_$/g, "");
  return { ...column, target, attribute: column.attribute ?? name, type: column.type ?? "STRING" };
}
