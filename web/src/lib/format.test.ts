import { describe, expect, it } from "vitest";
import { ago, dateTime, duration, instantOf, localOf, percent, words } from "./format";

describe("percent", () => {
  it("keeps one decimal and never rounds a small share to nothing", () => {
    expect(percent(423, 1000)).toBe("42.3%");
    expect(percent(1, 50_000)).toBe("<0.1%");
    expect(percent(0, 10)).toBe("0%");
    expect(percent(10, 10)).toBe("100%");
  });
  it("has no share of nothing", () => expect(percent(0, 0)).toBe("–"));
});

describe("instantOf", () => {
  it("reads wall-clock time in the workspace's zone", () => {
    expect(instantOf("2026-11-24T09:30", "Europe/Berlin")).toBe("2026-11-24T08:30:00.000Z");
    expect(instantOf("2026-07-01T09:30", "Europe/Berlin")).toBe("2026-07-01T07:30:00.000Z");
    expect(instantOf("2026-07-01T09:30", "America/New_York")).toBe("2026-07-01T13:30:00.000Z");
  });
  it("holds on the morning the clocks change", () => {
    expect(instantOf("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(instantOf("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
  });
  it("gives back what dateTime shows", () => {
    expect(dateTime(instantOf("2026-11-24T09:30", "Asia/Tokyo"), "Asia/Tokyo")).toBe("24 Nov 2026, 09:30");
  });
});

describe("small words", () => {
  it("says durations as people do", () => {
    expect([0.2, 59, 90, 3_600, 12_000].map(duration)).toEqual(["1 s", "59 s", "2 min", "1 h", "3 h 20 min"]);
  });
  it("reads constants aloud", () => expect(words("CATEGORY_OPT_OUT")).toBe("Category opt out"));
  it("counts back from now", () => {
    const now = Date.parse("2026-11-24T12:00:00Z");
    expect(ago("2026-11-24T11:57:00Z", now)).toBe("3 minutes ago");
    expect(ago("2026-11-26T12:00:00Z", now)).toBe("in 2 days");
    expect(ago("2026-11-24T12:00:01Z", now)).toBe("just now");
  });
});

it.each(["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-07-01T22:15:00.000Z"])("shows an instant in an input and reads it back: %s", (instant) =>
  expect(instantOf(localOf(instant, "Europe/Berlin"), "Europe/Berlin")).toBe(instant),
);
