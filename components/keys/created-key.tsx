"use client";

import { type Ref, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import type { CreatedApiKey } from "@/lib/contract/answers";
import { writeCodeSample, writeCommandLine } from "@/lib/contract/code-samples/write-code-sample";

type Props = { created: CreatedApiKey; origin: string; onDone: () => void };

/** The only time a key is shown: the key, a line for an `.env` file, a call and a command that work as they stand. */
export function CreatedKey({ created: { key, secret }, origin, onDone }: Props) {
  const copyKey = useRef<HTMLButtonElement>(null);
  // The name's field has gone and the focus with it; copying is what comes next.
  useEffect(() => copyKey.current?.focus(), []);
  const curl = writeCodeSample({ language: "curl", input: "file", origin, apiKey: secret });
  return (
    <>
      <DialogHeader>
        <DialogTitle>Save your key now</DialogTitle>
        <DialogDescription>
          {key.mode === "test" ? "A test key: its calls cost nothing. " : null}“{key.name}” is shown this once. We keep
          only a fingerprint of it, so nobody can show it again.
        </DialogDescription>
      </DialogHeader>
      <div className="grid min-w-0 gap-4">
        <Copyable label="Key" text={secret} copyRef={copyKey} />
        <Copyable label="Line for an .env file" text={`PIXOMAX_API_KEY=${secret}`} />
        <Copyable label="Try it in a terminal" text={curl} />
        <Copyable label="With the key in PIXOMAX_API_KEY, colorize a folder" text={writeCommandLine(origin)} />
      </div>
      <DialogFooter>
        <Button onClick={onDone}>I have saved it</Button>
      </DialogFooter>
    </>
  );
}

type CopyableProps = { label: string; text: string; copyRef?: Ref<HTMLButtonElement> };

function Copyable({ label, text, copyRef }: CopyableProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1.5">
      <div className="flex items-center justify-between gap-3">
        <span id={id} className="font-medium text-sm">
          {label}
        </span>
        <CopyButton text={text} variant={copyRef ? "primary" : "ghost"} ref={copyRef} aria-describedby={id} />
      </div>
      <pre className="whitespace-pre-wrap break-all rounded-lg bg-muted p-3 font-mono text-[0.8125rem] leading-6">
        {text}
      </pre>
    </div>
  );
}
