import { Download, LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Link } from "react-router";
import { cx } from "./cx";

type Look = "primary" | "secondary" | "quiet" | "danger";
type Size = "small" | "normal";

const LOOKS: Record<Look, string> = {
  primary: "bg-strong text-on-strong hover:bg-strong-hover border-transparent shadow-card",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken shadow-card",
  quiet: "bg-transparent text-muted border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-surface text-bad border-line-strong hover:bg-bad-soft hover:border-bad-fill/50 shadow-card",
};
const SIZES: Record<Size, string> = { small: "h-7 px-2 text-xs gap-1.5", normal: "h-9 px-3.5 text-sm gap-2" };

const classes = (look: Look, size: Size, className?: string) =>
  cx(
    "inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap transition-colors select-none",
    "disabled:pointer-events-none disabled:opacity-50",
    LOOKS[look],
    SIZES[size],
    className,
  );

type Props = { look?: Look; size?: Size; icon?: LucideIcon; busy?: boolean } & ComponentProps<"button">;

export function Button({ look = "secondary", size = "normal", icon: Icon, busy, className, children, ...rest }: Props) {
  return (
    <button type="button" className={classes(look, size, className)} disabled={busy || rest.disabled} {...rest}>
      {busy ? <LoaderCircle className="size-4 animate-spin" aria-hidden /> : Icon && <Icon className="size-4" aria-hidden />}
      {children}
    </button>
  );
}

type LinkProps = { look?: Look; size?: Size; icon?: LucideIcon } & ComponentProps<typeof Link>;

export function ButtonLink({ look = "secondary", size = "normal", icon: Icon, className, children, ...rest }: LinkProps) {
  return (
    <Link className={classes(look, size, className)} {...rest}>
      {Icon && <Icon className="size-4" aria-hidden />}
      {children}
    </Link>
  );
}

/** Fetches a file from the API; it comes with the session's cookie like any other call. */
export function DownloadLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} download className={classes("secondary", "normal", "ml-auto")}>
      <Download className="size-4" aria-hidden />
      {children}
    </a>
  );
}

/** A square button that shows only an icon; `label` is what it is called. */
export function IconButton({ icon: Icon, label, className, ...rest }: { icon: LucideIcon; label: string } & ComponentProps<"button">) {
  return (
    <button type="button" aria-label={label} title={label} className={cx(classes("quiet", "normal"), "size-8 px-0", className)} {...rest}>
      <Icon className="size-4" aria-hidden />
    </button>
  );
}
