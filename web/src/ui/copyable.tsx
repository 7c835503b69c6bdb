import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./button";

/** A value to be taken elsewhere, with a button that copies it. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <span className="flex min-w-0 items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5">
      <code className="min-w-0 flex-1 truncate font-mono text-xs" title={value}>
        {value}
      </code>
      <IconButton icon={copied ? Check : Copy} label={copied ? "Copied" : `Copy ${label}`} className="size-7" onClick={copy} />
    </span>
  );
}
