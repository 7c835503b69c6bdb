export const TARGETS = {
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
} as const;
export type Target = keyof typeof TARGETS;

export const ATTRIBUTE_TYPES = ["STRING", "NUMBER", "BOOLEAN", "DATE"] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export type ColumnMapping = { column: string; target: Target; attribute: string | null; type: AttributeType | null };

export type ImportPlan = {
  origin: "LETTERMILL" | "MAILCHIMP" | "MAUTIC" | "LISTMONK" | "OTHER";
  format: { encoding: string; delimiter: string; headings: "FIRST_RECORD" | "NONE" };
  columns: ColumnMapping[];
  status: string;
  lists: string[];
  tags: string[];
};

export type ImportCounts = { records: number; created: number; updated: number; unchanged: number; repeated: number; left_alone: number; refused: number };

export type Import = {
  id: string;
  file_name: string;
  state: "UPLOADED" | "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED";
  mode: "DRY_RUN" | "IMPORT";
  plan: ImportPlan;
  size_bytes: number;
  bytes_read: number;
  counts: ImportCounts;
  failure: string | null;
  started_at: string | null;
  finished_at: string | null;
  created_at: string;
};

export const moving = (state: Import["state"]) => state === "QUEUED" || state === "RUNNING";
