"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { Time } from "@/components/ui/time";
import type { SharedPhoto } from "@/lib/contract/photos/shares";
import { formatDay } from "@/lib/format/format-dates";
import { SharedCompare } from "./shared-compare";

/** The page of one shared photo: the photo, what its owner says about it, and how its color came about. */
export function SharedPhotoView({ photo }: { photo: SharedPhoto }) {
  const { caption, model, colorizedAt, downloadUrl } = photo;
  return (
    <>
      <figure className="grid gap-4">
        <h1 className="sr-only">{caption || "A photo in color"}</h1>
        <SharedCompare photo={photo} />
        {caption ? <figcaption className="max-w-prose text-lg wrap-anywhere text-pretty">{caption}</figcaption> : null}
      </figure>
      <div className="flex flex-wrap items-center justify-between gap-4 border-t pt-4">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm">
          <Badge variant="outline">Colorized by AI</Badge>
          {model ? <span className="break-all">{model}</span> : null}
          <Time at={colorizedAt} format={formatDay} />
        </p>
        {downloadUrl ? (
          <Button asChild variant="outline">
            <a href={downloadUrl} download>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        ) : null}
      </div>
      <p className="text-muted-foreground text-sm">
        Made with{" "}
        <Link href="/" prefetch={false} className={textLink}>
          Pixomax Studio
        </Link>
        , which colors old photos on its own machine.
      </p>
    </>
  );
}
