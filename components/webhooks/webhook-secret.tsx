"use client";

import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";

type Props = { secret: string; rotated?: boolean; onDone: () => void };

/** Inside a dialog: the only time a signing secret is seen. */
export function WebhookSecret({ secret, rotated, onDone }: Props) {
  const copy = useRef<HTMLButtonElement>(null);
  const id = useId();
  // What had the focus has gone; copying is what comes next.
  useEffect(() => copy.current?.focus(), []);
  return (
    <>
      <DialogHeader>
        <DialogTitle>Save the signing secret now</DialogTitle>
        <DialogDescription>
          It is shown this once. Your receiver checks with it that an event comes from here.
          {rotated ? " For 24 hours the secret before signs as well, so nothing is lost while you change over." : null}
        </DialogDescription>
      </DialogHeader>
      <div className="grid min-w-0 gap-1.5">
        <div className="flex items-center justify-between gap-3">
          <span id={id} className="font-medium text-sm">
            Signing secret
          </span>
          <CopyButton text={secret} variant="primary" ref={copy} aria-describedby={id} />
        </div>
        <pre className="whitespace-pre-wrap break-all rounded-lg bg-muted p-3 font-mono text-[0.8125rem] leading-6">
          {secret}
        </pre>
      </div>
      <DialogFooter>
        <Button onClick={onDone}>I have saved it</Button>
      </DialogFooter>
    </>
  );
}
