/** One field of a refused request: what is wrong with it and what would be right. */
export type FieldProblem = { field: string; wrong: string; right?: string | null };

/** An answer of the API that is no success (RFC 9457, `application/problem+json`), or the lack of one (status 0). */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly fields: FieldProblem[];

  constructor(status: number, title: string, detail?: string | null, fields: FieldProblem[] = []) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.fields = fields;
  }

  /** What to show under the input of `field`, if the server complained about it. */
  forField(field: string): string | undefined {
    const found = this.fields.find((candidate) => candidate.field === field);
    return found && [sentence(found.wrong), found.right && sentence(found.right)].filter(Boolean).join(" ");
  }
}

/** Any thrown thing as a sentence for a person. */
export function explain(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.fields.map((field) => `${field.field}: ${field.wrong}`);
    return fields.length > 0 && error.fields.every((field) => !error.message.includes(field.wrong))
      ? `${sentence(error.message)} ${sentence(fields.join("; "))}`
      : sentence(error.message);
  }
  return error instanceof Error ? sentence(error.message) : "Something went wrong.";
}

const NAMES: Record<string, string> = {
  template_id: "Template",
  list_id: "List",
  sending_identity_id: "Sender",
  category_id: "Category",
  body_html: "HTML",
  body_text: "Plain text",
  subject_template: "Subject",
  preview_text: "Preview text",
  audience_filters: "Audience filter",
  "workspace.postal_address": "Postal address of the workspace",
};

/** What is wrong with a field as a heading: "Template is missing", "Audience: nobody would get it". */
export function remark({ field, wrong }: FieldProblem): string {
  const name = NAMES[field] ?? field.charAt(0).toUpperCase() + field.slice(1).replaceAll("_", " ");
  return /^(is|are|has|have|can't|cannot|was)\b/.test(wrong) ? `${name} ${wrong}` : `${name}: ${wrong}`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
