import { afterEach, expect, it, vi } from "vitest";
import { call } from "./http";
import { explain, Problem } from "./problem";

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown) => {
  const fetched = vi.fn<typeof fetch>(async () => new Response(body === undefined ? null : JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
};

it("turns problem+json into a Problem that knows its fields", async () => {
  answer(422, { title: "Invalid", detail: "name: is missing", fields: [{ field: "name", wrong: "is missing", right: "a text" }] });
  const problem = await call("GET", "/x").catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect((problem as Problem).forField("name")).toBe("Is missing. A text.");
  expect(explain(problem)).toBe("Name: is missing.");
});

it("survives an answer that is no JSON", async () => {
  vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
  await expect(call("GET", "/x")).rejects.toMatchObject({ status: 502, title: "Error 502" });
});

it("says so when nobody answers", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("network")));
  await expect(call("GET", "/x")).rejects.toMatchObject({ status: 0 });
});

it("repeats the CSRF cookie on writes only", async () => {
  document.cookie = "XSRF-TOKEN=abc%3D";
  const fetched = answer(200, {});
  await call("GET", "/x");
  await call("POST", "/x", {});
  const sent = fetched.mock.calls.map((each) => (each[1]!.headers as Record<string, string>)["X-XSRF-TOKEN"]);
  expect(sent).toEqual([undefined, "abc="]);
});
