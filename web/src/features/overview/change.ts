const signed = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1, signDisplay: "exceptZero" });

/** A relative change of a count, 0.5 for half as many more; nothing without something to compare with. */
export const more = (change: number | null, days: number) => (change === null ? undefined : `${signed.format(100 * change)}% against the ${days} days before`);

/** The difference of two shares from 0 to 1, in percentage points. */
export const points = (change: number | null, days: number) => (change === null ? undefined : `${signed.format(100 * change)} points against the ${days} days before`);
