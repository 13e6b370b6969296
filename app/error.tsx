"use client";

import { Button } from "@/components/ui/button";
import { LogoMark } from "@/components/ui/logo";

type Props = { error: Error & { digest?: string } };

export default function ErrorPage({ error }: Props) {
  // Its scripts are those of an earlier version: React's own retry would ask for the same ones again.
  const isOutdated = error.name === "ChunkLoadError";
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center px-6">
      <div className="grid justify-items-center gap-6 text-center">
        <LogoMark className="size-12" />
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold">{isOutdated ? "The studio was updated" : "Something went wrong"}</h1>
          <p className="max-w-sm text-balance text-muted-foreground">
            Your photos are kept. Load the page again.
            {!isOutdated && " If it keeps happening, tell the person who runs this studio"}
            {!isOutdated && (error.digest ? ` and give them this number: ${error.digest}.` : ".")}
          </p>
        </div>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </div>
    </main>
  );
}
