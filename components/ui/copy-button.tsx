"use client";

import { Check, Copy } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import { Button } from "./button";

type Props = Omit<ComponentProps<typeof Button>, "onClick" | "children"> & { text: string; label?: string };

/** Copies `text`; says "Copied" for two seconds, or "Press Ctrl+C" where the browser refuses (no https). */
export function CopyButton({ text, label = "Copy", variant = "outline", size = "sm", ...props }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(text).then(
          () => setState("copied"),
          () => setState("refused"),
        )
      : setState("refused");
  return (
    <Button variant={variant} size={size} onClick={copy} {...props}>
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{{ idle: label, copied: "Copied", refused: "Select and copy" }[state]}</span>
    </Button>
  );
}
