"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const loadDialog = () => import("./command-dialog").then((file) => ({ default: file.CommandDialog }));
const CommandDialog = lazy(loadDialog);

/** The menu of Ctrl-K or ⌘K and the button that opens it. It is loaded when it is about to be opened. */
export function CommandMenu({ signedIn }: { signedIn: boolean }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey))
        return;
      // Browsers give it to their address bar otherwise.
      event.preventDefault();
      if (!event.repeat) setOpen((before) => !before);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Search and commands"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={loadDialog}
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden className="size-[1.125rem]" />
      </Button>
      <Suspense>{open && <CommandDialog signedIn={signedIn} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
