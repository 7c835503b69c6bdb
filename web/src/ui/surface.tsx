import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
import { cx } from "./cx";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cx("rounded-xl border border-line bg-surface shadow-card", className)} {...rest} />;
}

/** Card with a heading row. */
export function Panel({ title, hint, actions, children, className }: { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <Card className={cx("min-w-0 p-5", className)}>
      <div className="mb-4 flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-sm font-semibold">{title}</h2>
          {hint && <p className="mt-0.5 text-xs text-muted">{hint}</p>}
        </div>
        {actions}
      </div>
      {children}
    </Card>
  );
}

/** The top of every page: where you are, what it is called, what you can do. */
export function PageHeader({ title, badge, hint, back, actions }: { title: string; badge?: ReactNode; hint?: ReactNode; back?: { to: string; label: string }; actions?: ReactNode }) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {back && (
          <Link to={back.to} className="mb-1 inline-block rounded text-xs font-medium text-muted hover:text-ink">
            ← {back.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
          {badge}
        </div>
        {hint && <div className="mt-1 text-sm text-muted">{hint}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

export function Empty({ icon: Icon, title, children, action }: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <div className="mb-4 grid size-11 place-items-center rounded-xl border border-line bg-sunken text-muted">
        <Icon className="size-5" aria-hidden />
      </div>
      <h2 className="text-sm font-semibold">{title}</h2>
      {children && <p className="mt-1 max-w-sm text-sm text-muted">{children}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}

type Tone = "neutral" | "good" | "warn" | "bad" | "accent";
const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  accent: "bg-accent-soft text-accent",
};
export type { Tone };

/** Status as colour, icon and word, so that it is readable without colours. */
export function Badge({ tone = "neutral", icon: Icon, spin, children }: { tone?: Tone; icon?: LucideIcon; spin?: boolean; children: ReactNode }) {
  return (
    <span className={cx("inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap", TONES[tone])}>
      {Icon && <Icon className={cx("size-3.5", spin && "animate-spin")} aria-hidden />}
      {children}
    </span>
  );
}

/** A message that belongs to the page, not to a moment. */
export function Notice({ tone = "neutral", icon: Icon, title, children, action }: { tone?: Tone; icon?: LucideIcon; title?: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={cx("flex items-start gap-3 rounded-lg px-4 py-3 text-sm", TONES[tone], tone === "neutral" && "text-ink")}>
      {Icon && <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />}
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cx(title && "mt-0.5")}>{children}</div>}
      </div>
      {action}
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <div data-loading className={cx("animate-pulse rounded bg-sunken", className)} />;
}

/** Share of a whole. `label` is what the bar measures, spoken. */
export function Meter({ value, of, label, tone = "accent" }: { value: number; of: number; label: string; tone?: "accent" | "good" | "muted" }) {
  const share = of > 0 ? Math.min(100, (100 * value) / of) : 0;
  const fill = { accent: "bg-accent-line", good: "bg-good-fill", muted: "bg-line-strong" }[tone];
  return (
    <div role="progressbar" aria-label={label} aria-valuenow={Math.round(share)} aria-valuemin={0} aria-valuemax={100} className="h-1.5 overflow-hidden rounded-full bg-sunken">
      <div className={cx("h-full rounded-full transition-[width] duration-500", fill)} style={{ width: `${share}%` }} />
    </div>
  );
}
