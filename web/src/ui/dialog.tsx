import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useState, type ReactNode } from "react";
import { explain } from "@/lib/problem";
import { Button, IconButton } from "./button";
import { Notice } from "./surface";
import { cx } from "./cx";

type Props = { open: boolean; onOpen: (open: boolean) => void; title: string; hint?: ReactNode; wide?: boolean; children: ReactNode };

export function Dialog({ open, onOpen, title, hint, wide, children }: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpen}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content
          aria-describedby={undefined}
          className={cx(
            "appear fixed top-[8vh] left-1/2 z-50 max-h-[84vh] w-[calc(100vw-2rem)] -translate-x-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-float",
            wide ? "max-w-3xl" : "max-w-lg",
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div>
              <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
              {hint && <p className="mt-1 text-sm text-muted">{hint}</p>}
            </div>
            <Primitive.Close asChild>
              <IconButton icon={X} label="Close" className="-mt-1 -mr-2" />
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}

type ConfirmProps = { title: string; effect: ReactNode; verb: string; dangerous?: boolean; act: () => Promise<unknown>; close: () => void };

/** Asks before something that cannot be taken back: names the object, says the effect, repeats the verb on the button. */
export function Confirm({ title, effect, verb, dangerous, act, close }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpen={(open) => !open && close()} title={title}>
      <div className="text-sm text-muted">{effect}</div>
      {error !== undefined && (
        <div className="mt-4">
          <Notice tone="bad">{explain(error)}</Notice>
        </div>
      )}
      <DialogActions>
        <Button onClick={close}>Keep as it is</Button>
        <Button look={dangerous ? "danger" : "primary"} busy={busy} onClick={run}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
