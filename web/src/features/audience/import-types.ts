import type { Address, Model } from "@/lib/api";

export type Import = Model<"Import">;
export type ImportCounts = Model<"ImportCounts">;
export type ImportAddress = Address<"/workspaces/{ws}/audience/imports/{id}">;

export type ColumnMapping = Model<"ColumnMapping">;
export type Target = ColumnMapping["target"];
export const TARGETS: Record<Target, string> = {
  EMAIL: "E-mail address",
  NAME: "Name",
  FIRST_NAME: "First name",
  LAST_NAME: "Last name",
  STATUS: "Status",
  DO_NOT_CONTACT: "Do-not-contact mark",
  TAGS: "Tags",
  ATTRIBUTE: "Attribute",
  ATTRIBUTES: "Attributes as JSON",
  IGNORE: "Leave out",
};

export type AttributeType = NonNullable<ColumnMapping["type"]>;
export const ATTRIBUTE_TYPES: AttributeType[] = ["STRING", "NUMBER", "BOOLEAN", "DATE"];

export const moving = (state: Import["state"]) => state === "QUEUED" || state === "RUNNING";
