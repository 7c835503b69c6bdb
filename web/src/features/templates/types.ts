import type { Address, Model } from "@/lib/api";

export type Template = Model<"EmailTemplate">;
export type TemplateSummary = Model<"EmailTemplateSummary">;
export type TemplateAddress = Address<"/workspaces/{ws}/email-marketing/templates/{id}">;
/** The parts a version keeps and the editor changes. */
export type Content = Pick<Template, "subject_template" | "preview_text" | "body_html" | "body_text" | "variables">;
export type Finding = Model<"LintFinding">;
export type Preview = Model<"TemplatePreviewPreview">;

export type Category = Template["category"];
export const CATEGORIES: Category[] = ["GENERAL", "MARKETING", "ONBOARDING", "RELEASE", "TRANSACTIONAL", "NEWSLETTER"];

export type Variable = Model<"TemplateVariable">;
export const VARIABLE_TYPES: Variable["type"][] = ["STRING", "NUMBER", "BOOLEAN", "DATE", "LIST", "OBJECT"];

/** Names every letter gets from the system; for completion and to spare their declaration. */
export const SYSTEM_NAMES = ["recipient_name", "email", "unsubscribe_url", "preferences_url", "workspace_name", "postal_address", "campaign_name"];
