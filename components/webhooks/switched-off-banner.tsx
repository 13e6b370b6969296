"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";

/** Shown across the console while endpoints are switched off for failing. The webhook pages show it themselves. */
export function SwitchedOffBanner({ endpoints }: { endpoints: { id: string; url: string }[] }) {
  const pathname = usePathname();
  const [first] = endpoints;
  if (!first || pathname.startsWith("/console/webhooks")) return null;
  const one = endpoints.length === 1;
  return (
    <div role="status" className="border-b bg-primary/12">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5 sm:px-6">
        <p className="flex min-w-0 items-center gap-2.5 text-sm">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-brand" />
          <span className="min-w-0 break-words">
            {one
              ? `Webhooks to ${new URL(first.url).host} are switched off because they could not be delivered.`
              : `${endpoints.length} webhook endpoints are switched off because events could not be delivered.`}
          </span>
        </p>
        <Button asChild variant="outline" size="sm">
          <Link href={one ? `/console/webhooks/${first.id}` : "/console/webhooks"}>Review</Link>
        </Button>
      </div>
    </div>
  );
}
