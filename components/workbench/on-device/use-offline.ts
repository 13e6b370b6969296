import { useEffect, useRef, useState } from "react";
import type { EngineDescription } from "@/lib/on-device/engine-files";
import { canKeepOffline, forgetOffline, isKeptOffline, keepOffline } from "@/lib/on-device/offline/keep-offline";

export type OfflineState = "unknown" | "impossible" | "off" | "working" | "on" | "failed";

/** A browser's offer to install the page, which waits for a click. */
type InstallOffer = Event & { prompt(): Promise<unknown> };

/** Whether the page is kept for use without a connection, and the ways to change that. */
export function useOffline(describeEngine: () => Promise<EngineDescription>) {
  const [state, setState] = useState<OfflineState>("unknown");
  const [offer, setOffer] = useState<InstallOffer | null>(null);
  const latest = useRef(describeEngine);
  const keep = async () => {
    setState("working");
    try {
      await keepOffline(await latest.current());
      setState("on");
    } catch {
      await forgetOffline().catch(() => {});
      setState("failed");
    }
  };
  useEffect(() => {
    if (!canKeepOffline()) return setState("impossible");
    void isKeptOffline().then((isKept) => {
      setState(isKept ? "on" : "off");
      // What is kept is brought up to date at each visit; without a connection it stays as it is.
      if (isKept && navigator.onLine)
        latest
          .current()
          .then(keepOffline, () => {})
          .catch(() => {});
    });
    const stop = new AbortController();
    addEventListener(
      "beforeinstallprompt",
      (event) => {
        event.preventDefault();
        setOffer(event as InstallOffer);
      },
      { signal: stop.signal },
    );
    return () => stop.abort();
  }, []);
  return {
    state,
    turn: (on: boolean) => {
      if (on) return void keep();
      setState("off");
      void forgetOffline();
    },
    install: offer && (() => void offer.prompt().then(keep, () => {})),
  };
}
