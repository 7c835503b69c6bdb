import { describe, expect, it } from "vitest";
import { pace, withSample, type Sample } from "./pace";

const every = (milliseconds: number, ...sent: number[]): Sample[] => sent.map((count, index) => ({ at: index * milliseconds, sent: count }));

describe("pace", () => {
  it("divides what was sent by the time it took", () => {
    expect(pace(every(5_000, 0, 100, 200), 1_000)).toEqual({ perMinute: 1_200, secondsLeft: 40 });
  });

  it("says nothing after a single look or at a standstill", () => {
    expect(pace(every(5_000, 10), 1_000)).toBeUndefined();
    expect(pace(every(5_000, 10, 10), 1_000)).toBeUndefined();
  });

  it("never promises a time before now", () => {
    expect(pace(every(5_000, 0, 1_200), 1_000)?.secondsLeft).toBe(0);
  });
});

describe("withSample", () => {
  it("forgets what is older than a minute", () => {
    expect(withSample(every(50_000, 1, 2), { at: 70_000, sent: 3 }).map((sample) => sample.sent)).toEqual([2, 3]);
  });

  it("starts anew when the count falls, as after a switch of campaigns", () => {
    expect(withSample(every(1_000, 5, 9), { at: 3_000, sent: 2 })).toEqual([{ at: 3_000, sent: 2 }]);
  });
});
