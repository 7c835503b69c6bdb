type Json = unknown;
type JsonObject = Record<string, Json>;

const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The merge patch (RFC 7396) that turns `before` into `after`: only what differs, and null for what is gone. An object where
 * none was is sent whole; a null inside it says the same as its absence.
 */
export function mergePatch<T extends object>(before: T, after: T): Partial<T> {
  return difference(before as JsonObject, after as JsonObject) as Partial<T>;
}

function difference(before: JsonObject, after: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[name] ?? null, after[name] ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    patch[name] = isObject(old) && isObject(now) ? difference(old, now) : now;
  }
  return patch;
}
