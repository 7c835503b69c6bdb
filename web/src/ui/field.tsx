import { ChevronDown, Search, X } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cx } from "./cx";

const box =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-sm text-ink shadow-card transition-colors hover:border-muted/60 " +
  "focus:outline-2 focus:-outline-offset-1 focus:outline-accent-line aria-invalid:border-bad-fill disabled:opacity-60";

type Wrapped = { label: string; hint?: ReactNode; error?: string };

/** Label, control, and below it either what is wrong or a hint; wired together for screen readers. */
function Frame({ id, label, hint, error, children }: Wrapped & { id: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} className="text-xs text-bad">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className="text-xs text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

const note = (id: string, { hint, error }: Wrapped) => ({
  id,
  "aria-invalid": error ? true : undefined,
  "aria-describedby": error || hint ? `${id}-note` : undefined,
});

export function TextField({ label, hint, error, className, ...rest }: Wrapped & ComponentProps<"input">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input className={cx(box, "h-9", className)} autoComplete="off" {...note(id, { label, hint, error })} {...rest} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, className, ...rest }: Wrapped & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea className={cx(box, "min-h-20 py-2", className)} {...note(id, { label, hint, error })} {...rest} />
    </Frame>
  );
}

export function SelectField({ label, hint, error, className, children, ...rest }: Wrapped & ComponentProps<"select">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <select className={cx(box, "h-9 appearance-none pr-9", className)} {...note(id, { label, hint, error })} {...rest}>
          {children}
        </select>
        <ChevronDown className="pointer-events-none absolute top-2.5 right-3 size-4 text-muted" aria-hidden />
      </div>
    </Frame>
  );
}

/** A select for a filter row: the label is only spoken. */
export function SmallSelect({ label, className, children, ...rest }: { label: string } & ComponentProps<"select">) {
  return (
    <div className={cx("relative", className)}>
      <select aria-label={label} className={cx(box, "h-9 appearance-none pr-8")} {...rest}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted" aria-hidden />
    </div>
  );
}

export function SearchField({ label, value, onValue }: { label: string; value: string; onValue: (value: string) => void }) {
  return (
    <div className="relative basis-full sm:basis-72">
      <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" aria-hidden />
      <input
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        className={cx(box, "h-9 px-9")}
      />
      {value && (
        <button type="button" aria-label="Clear search" onClick={() => onValue("")} className="absolute top-1.5 right-1.5 grid size-6 place-items-center rounded text-muted hover:text-ink">
          <X className="size-4" aria-hidden />
        </button>
      )}
    </div>
  );
}

/** A choice with a line of explanation, as a radio button. */
export function Choice({ title, hint, ...rest }: { title: string; hint?: string } & ComponentProps<"input">) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-lg border border-line-strong bg-surface p-3 shadow-card transition-colors hover:bg-sunken has-checked:border-accent-line has-checked:bg-accent-soft">
      <input type="radio" className="mt-1 accent-(--accent)" {...rest} />
      <span>
        <span className="block font-medium">{title}</span>
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
