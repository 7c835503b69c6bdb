import type { ReactNode } from "react";

/** The frame of the pages before the door: sign-in and set-up. */
export function Gate({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <main className="grid min-h-screen place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-2.5">
          <img src="/icon.svg" alt="" className="size-8" />
          <span className="text-base font-semibold tracking-tight">Lettermill</span>
        </div>
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {hint && <p className="mt-1 text-sm text-muted">{hint}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  );
}
