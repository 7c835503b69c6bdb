const LOCALE = "en-GB";
const count = new Intl.NumberFormat("en-US");
const compactCount = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** 12345 -> "12,345". */
export const number = (value: number) => count.format(value);

/** 12345 -> "12.3K", for tight places; pair it with the exact number in a title. */
export const compact = (value: number) => compactCount.format(value);

/** Share of the whole with one decimal, "–" when there is no whole; small shares are not rounded down to nothing. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return "–";
  const share = (100 * part) / whole;
  if (part > 0 && share < 0.1) return "<0.1%";
  return `${share.toFixed(share === 100 || share === 0 ? 0 : 1)}%`;
}

/** A rate of the API, from 0 to 1 or null, as {@link percent} shows it. */
export const share = (rate: number | null) => (rate === null ? "–" : percent(rate, 1));

/** An instant in the workspace's time zone: "24 Nov 2026, 09:30". */
export function dateTime(instant: string | null | undefined, timezone: string): string {
  if (!instant) return "–";
  return new Intl.DateTimeFormat(LOCALE, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timezone,
  }).format(new Date(instant));
}

/** To the second and with the zone, for titles. */
export function exactTime(instant: string | null | undefined, timezone: string): string {
  if (!instant) return "";
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "long", timeZone: timezone }).format(new Date(instant));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "3 minutes ago", "in 2 days". */
export function ago(instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : "just now";
}

/** Seconds as a person says them: "45 s", "12 min", "3 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** 4096 -> "4 KB". */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  if (value < 1024 * 1024) return `${(value / 1024).toFixed(value < 10_240 ? 1 : 0)} KB`;
  return `${(value / 1024 / 1024).toFixed(1)} MB`;
}

/** CATEGORY_OPT_OUT -> "Category opt out". */
export function words(constant: string): string {
  const lower = constant.toLowerCase().replaceAll("_", " ");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** "has left" -> "Has left". */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 person", "5,000 people". */
export const plural = (value: number, one: string, many: string) => `${number(value)} ${value === 1 ? one : many}`;

/** A local date and time as an input gives it ("2026-11-24T09:30"), read in `timezone`, as an instant. */
export function instantOf(local: string, timezone: string): string {
  const guess = new Date(`${local}Z`).getTime();
  // Twice: the first correction may land on the other side of a clock change.
  const first = guess - offsetAt(guess, timezone);
  return new Date(guess - offsetAt(first, timezone)).toISOString();
}

/** An instant as an input for local dates and times shows it in `timezone`: the other way of {@link instantOf}. */
export function localOf(instant: string, timezone: string): string {
  const time = new Date(instant).getTime();
  return new Date(time + offsetAt(time, timezone)).toISOString().slice(0, "2026-11-24T09:30".length);
}

function offsetAt(time: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(time));
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
  return wall - Math.floor(time / 1000) * 1000;
}
