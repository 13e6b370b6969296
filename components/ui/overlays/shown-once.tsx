import { type ReactNode, type Ref, useEffect, useId, useRef } from "react";
import { Button } from "../button";
import { CopyButton } from "../copy-button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "./dialog";

type Props = {
  title: string;
  children: ReactNode;
  /** What to copy. The first is the secret itself: its button has the focus. */
  texts: { label: string; text: string }[];
  onDone: () => void;
};

/** Inside a dialog: a secret that cannot be shown again, with what to copy of it. */
export function ShownOnce({ title, children, texts, onDone }: Props) {
  const copySecret = useRef<HTMLButtonElement>(null);
  // The form that had the focus is gone; copying is what comes next.
  useEffect(() => copySecret.current?.focus(), []);
  return (
    <>
      <DialogHeader>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{children}</DialogDescription>
      </DialogHeader>
      <div className="grid min-w-0 gap-4">
        {texts.map((each, at) => (
          <Copyable key={each.label} {...each} copyRef={at === 0 ? copySecret : undefined} />
        ))}
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
