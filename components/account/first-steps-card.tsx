"use client";

import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/loading";
import { type FirstSteps, useFirstSteps } from "./use-credit-history";

const steps: { id: keyof FirstSteps; title: string; text: string; href: string }[] = [
  { id: "photo", title: "Colorize a photo", text: "Drop one in the workbench.", href: "/workbench" },
  { id: "key", title: "Create an API key", text: "Send photos from your own program.", href: "/console/keys" },
  { id: "call", title: "Make an API call", text: "Copy a sample and run it.", href: "/docs#samples" },
];

/** Three steps, checked off from what the account has done; hidden once all are done. */
export function FirstStepsCard() {
  const done = useFirstSteps();
  if (done && Object.values(done).every(Boolean)) return null;
  return (
    <Card aria-labelledby="steps-title">
      <CardHeader>
        <CardTitle id="steps-title">First steps</CardTitle>
        <CardDescription>
          {done
            ? `${Object.values(done).filter(Boolean).length} of ${steps.length} done`
            : "Three things worth doing once"}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <ol className="-mx-2 grid gap-1 sm:-mx-3">
          {steps.map((step) => (
            <li key={step.id}>
              {done !== undefined ? (
                <Step {...step} done={done?.[step.id] ?? false} />
              ) : (
                <Skeleton className="m-2 h-12" />
              )}
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

function Step({ title, text, href, done }: (typeof steps)[number] & { done: boolean }) {
  return (
    <Link
      href={href}
      className="group flex min-h-14 items-center gap-4 rounded-lg px-2 py-2 transition-colors hover:bg-accent sm:px-3"
    >
      <span
        className={cn(
          "grid size-6 shrink-0 place-items-center rounded-full border",
          done && "border-transparent bg-success text-background",
        )}
      >
        {done ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : null}
      </span>
      <span className="grid flex-1">
        <span className={cn("font-medium text-sm", done && "text-muted-foreground")}>
          {title}
          {done ? <span className="sr-only">, done</span> : null}
        </span>
        <span className="text-muted-foreground text-sm">{text}</span>
      </span>
      <ArrowRight
        aria-hidden
        className="size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
      />
    </Link>
  );
}
