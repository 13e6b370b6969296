import { Bell } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { canNotify } from "./use-batch-progress";

/** Asks the browser, once, whether the end of a batch may be told; nothing where that was decided or can't be asked. */
export function NotifyButton() {
  const [decided, setDecided] = useState(() => !canNotify() || Notification.permission !== "default");
  if (decided) return null;
  const ask = async () => {
    await Notification.requestPermission();
    setDecided(true);
  };
  return (
    <Tooltip content="Notify me when the photos are done">
      <Button variant="outline" size="icon" aria-label="Notify me when the photos are done" onClick={() => void ask()}>
        <Bell aria-hidden />
      </Button>
    </Tooltip>
  );
}
