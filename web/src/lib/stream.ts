import { useEffect, useEffectEvent, useState } from "react";

/**
 * Listens to server-sent events at `url`; hands every event's JSON to `onData`. Says whether the stream stands, so that
 * the caller can ask in the old way while it does not. No `url`, no stream.
 */
export function useStream<T>(url: string | undefined, event: string, onData: (data: T) => void): boolean {
  const [open, setOpen] = useState(false);
  const receive = useEffectEvent(onData);
  useEffect(() => {
    if (!url) return;
    const source = new EventSource(url, { withCredentials: true });
    source.onopen = () => setOpen(true);
    source.onerror = () => setOpen(false);
    source.addEventListener(event, (message) => receive(JSON.parse(message.data as string) as T));
    return () => {
      source.close();
      setOpen(false);
    };
  }, [url, event]);
  return open;
}
