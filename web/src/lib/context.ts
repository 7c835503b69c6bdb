/** The values for a template that somebody typed as JSON, or what is wrong with them. */
export function readContext(text: string): { context: Record<string, unknown> } | { wrong: string } {
  if (text.trim() === "") return { context: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { wrong: 'It must be an object: {"name": "value"}.' };
    return { context: value as Record<string, unknown> };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : "It is not JSON." };
  }
}
