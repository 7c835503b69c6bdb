import { Problem } from "./problem";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** Calls the API of the server this page came from. Throws {@link Problem} for every answer that is not 2xx. */
export async function call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const upload = body instanceof Blob || body instanceof FormData;
  if (body !== undefined && !upload) headers["Content-Type"] = "application/json";
  if (body instanceof Blob && body.type) headers["Content-Type"] = body.type;
  const token = method === "GET" ? undefined : csrfToken();
  if (token) headers["X-XSRF-TOKEN"] = token;
  const payload = body === undefined ? undefined : upload ? (body as BodyInit) : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: payload, signal, credentials: "same-origin" }).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
      throw new Problem(0, "No connection", "The server cannot be reached. Check the connection and try again.");
    },
  );
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The double-submit token: a page of another origin cannot read this cookie, so repeating it proves the request is ours. */
function csrfToken(): string | undefined {
  const cookie = document.cookie.split("; ").find((entry) => entry.startsWith("XSRF-TOKEN="));
  return cookie && decodeURIComponent(cookie.slice("XSRF-TOKEN=".length));
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const known = (body ?? {}) as { title?: string; detail?: string; fields?: [] };
  return new Problem(response.status, known.title ?? `Error ${response.status}`, known.detail, known.fields ?? []);
}
