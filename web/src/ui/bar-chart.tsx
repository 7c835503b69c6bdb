import { number } from "@/lib/format";
import { Table, Td, Th } from "./table";

export type Bar = { label: string; values: number[] };

const FILLS = ["var(--accent-line)", "var(--good-fill)", "var(--warn-fill)"];
const HEIGHT = 150;

/** Bars side by side per step of time; the same numbers as a table below, for eyes and ears that prefer one. */
export function BarChart({ title, series, bars }: { title: string; series: string[]; bars: Bar[] }) {
  const top = Math.max(1, ...bars.flatMap((bar) => bar.values));
  const slot = 100 / Math.max(bars.length, 12);
  const width = (slot * 0.8) / series.length;
  const labelled = bars.length <= 6 ? 1 : Math.ceil(bars.length / 6);
  return (
    <figure>
      <div className="mb-3 flex gap-4 text-xs text-muted">
        {series.map((name, index) => (
          <span key={name} className="flex items-center gap-1.5">
            <span className="size-2.5 rounded-sm" style={{ background: FILLS[index] }} aria-hidden />
            {name}
          </span>
        ))}
        <span className="tabular ml-auto">most: {number(top)}</span>
      </div>
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="h-40 w-full" role="img" aria-label={`${title}, as bars`}>
        {[0, 0.5, 1].map((share) => (
          <line key={share} x1="0" x2="100" y1={HEIGHT * share} y2={HEIGHT * share} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
        ))}
        {bars.map((bar, at) =>
          bar.values.map((value, index) => {
            const height = (value / top) * (HEIGHT - 4);
            return (
              <rect key={`${at} ${index}`} x={at * slot + slot * 0.1 + index * width} y={HEIGHT - height} width={width} height={height} fill={FILLS[index]}>
                <title>{`${bar.label}: ${number(value)} ${series[index]}`}</title>
              </rect>
            );
          }),
        )}
      </svg>
      <div className="tabular relative mt-1.5 h-4 text-2xs text-muted" aria-hidden>
        {bars.map((bar, at) =>
          at % labelled === 0 ? (
            <span key={at} className="absolute whitespace-nowrap" style={{ left: `${at * slot}%` }}>
              {bar.label}
            </span>
          ) : null,
        )}
      </div>
      <details className="mt-3 text-xs">
        <summary className="w-fit cursor-pointer rounded text-muted hover:text-ink">Show as a table</summary>
        <div className="mt-2 max-h-64 overflow-y-auto">
          <Table
            label={title}
            head={
              <>
                <Th>Time</Th>
                {series.map((name) => (
                  <Th key={name} end>
                    {name}
                  </Th>
                ))}
              </>
            }
          >
            {bars.map((bar) => (
              <tr key={bar.label}>
                <Td className="py-1.5">{bar.label}</Td>
                {bar.values.map((value, index) => (
                  <Td key={series[index]} end className="py-1.5">
                    {number(value)}
                  </Td>
                ))}
              </tr>
            ))}
          </Table>
        </div>
      </details>
    </figure>
  );
}
