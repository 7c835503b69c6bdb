/** How many had been sent at a moment (milliseconds). */
export type Sample = { at: number; sent: number };

/** Samples older than this say nothing about the present speed. */
const WINDOW = 60_000;

/** The samples with the new one, without those that are too old; a count that fell starts anew. */
export function withSample(samples: Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && next.sent < last.sent) return [next];
  if (last && next.sent === last.sent && next.at - last.at < 1_000) return samples;
  return [...samples.filter((sample) => next.at - sample.at <= WINDOW), next];
}

/** Mails a minute over the samples and the seconds until `total`; undefined while too little is known. */
export function pace(samples: Sample[], total: number): { perMinute: number; secondsLeft: number } | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < 2_000 || last.sent <= first.sent) return undefined;
  const perSecond = (last.sent - first.sent) / ((last.at - first.at) / 1000);
  return { perMinute: Math.round(perSecond * 60), secondsLeft: Math.max(0, total - last.sent) / perSecond };
}
