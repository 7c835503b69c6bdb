export const CATEGORIES = ["GENERAL", "MARKETING", "ONBOARDING", "RELEASE", "TRANSACTIONAL", "NEWSLETTER"] as const;
export type Category = (typeof CATEGORIES)[number];
export const VARIABLE_TYPES = ["STRING", "NUMBER", "BOOLEAN", "DATE", "LIST", "OBJECT"] as const;

export type Variable = {
  name: string;
  type: (typeof VARIABLE_TYPES)[number];
  required: boolean;
  default: unknown;
  description: string | null;
};

export type TemplateSummary = {
  id: string;
  name: string;
  slug: string;
  category: Category;
  template_type: "CODE" | "VISUAL";
  is_active: boolean;
  version: number;
  subject_template: string;
  created_at: string;
  updated_at: string;
};

/** The parts a version keeps and the editor changes. */
export type Content = {
  subject_template: string;
  preview_text: string | null;
  body_html: string;
  body_text: string | null;
  variables: Variable[];
};

export type Template = TemplateSummary & Content;

export type Finding = {
  rule: string;
  severity: "ERROR" | "WARNING";
  field: string;
  line: number | null;
  column: number | null;
  wrong: string;
  right: string;
};

export type Preview = { subject: string; html: string; text: string; size_bytes: number; findings: Finding[] };

/** Names every letter gets from the system; for completion and to spare their declaration. */
export const SYSTEM_NAMES = ["recipient_name", "email", "unsubscribe_url", "preferences_url", "workspace_name", "postal_address", "campaign_name"];
