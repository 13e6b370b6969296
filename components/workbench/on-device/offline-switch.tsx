import { AppWindow } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/forms/switch";
import { Spinner } from "@/components/ui/loading";
import type { EngineDescription } from "@/lib/on-device/engine-files";
import { type OfflineState, useOffline } from "./use-offline";

const words: Record<OfflineState, string> = {
  unknown: "",
  impossible: "This browser keeps pages only over https.",
  off: "Keeps this page and its engine in this browser, 8 MB. Photos are never kept.",
  working: "Keeping the page and its engine.",
  on: "This page now works without a connection. Turn it off to let go of what is kept.",
  failed: "The page could not be kept. Check the connection and the room that this browser has.",
};

/** Keeps the page for use without a connection, and offers to install it where the browser can. */
export function OfflineSwitch({ describeEngine }: { describeEngine: () => Promise<EngineDescription> }) {
  const { state, turn, install } = useOffline(describeEngine);
  const id = useId();
  return (
    <section className="grid gap-3 rounded-xl border bg-card p-4">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={id} className="font-medium">
          Works offline
        </label>
        {state === "working" ? (
          <Spinner label="Working" />
        ) : (
          <Switch
            id={id}
            aria-describedby={`${id}-words`}
            checked={state === "on"}
            disabled={state === "unknown" || state === "impossible"}
            onCheckedChange={turn}
          />
        )}
      </div>
      <p id={`${id}-words`} role="status" className="text-sm text-muted-foreground">
        {words[state]}
      </p>
      {install && (
        <Button variant="outline" onClick={install}>
          <AppWindow aria-hidden />
          Install as an app
        </Button>
      )}
    </section>
  );
}
