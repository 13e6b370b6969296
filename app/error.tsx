"use client";

import { Button } from "@/components/ui/button";
import { LogoMark } from "@/components/ui/logo";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center px-6">
      <div className="grid justify-items-center gap-6 text-center">
        <LogoMark className="size-12" />
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold">Something went wrong</h1>
          <p className="max-w-sm text-balance text-muted-foreground">
            Nothing was charged. Try again. If it keeps happening, tell the person who runs this studio
            {error.digest ? ` and give them this number: ${error.digest}` : ""}.
          </p>
        </div>
        <Button onClick={reset}>Try again</Button>
      </div>
    </main>
  );
}
