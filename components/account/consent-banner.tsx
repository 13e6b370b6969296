"use client";

import { useMutation } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { fetchNothing } from "@/lib/client/api-client";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";

/** Shown across the console until the account has agreed to the studio's pages as they are now. */
export function ConsentBanner({ terms }: { terms: ConsentTerms }) {
  const router = useRouter();
  const agree = useMutation({
    mutationFn: () => fetchNothing("/api/account/consent", { method: "POST", body: { consent: terms.version } }),
    // The server renders the banner with the layout; after a refusal it shows what there is to agree to now.
    onSettled: () => router.refresh(),
  });
  return (
    <div role="status" className="border-b bg-primary/12">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5 sm:px-6">
        <p className="flex min-w-0 items-center gap-2.5 text-sm">
          <ScrollText aria-hidden className="size-4 shrink-0 text-brand" />
          <span className="min-w-0 break-words">
            Please read and agree to what applies here:{" "}
            {terms.pages.map(({ name, title }, at) => (
              <Fragment key={name}>
                {at > 0 ? ", " : null}
                <Link href={`/${name}`} target="_blank" prefetch={false} className={textLink}>
                  {title}
                </Link>
              </Fragment>
            ))}
            .{agree.error ? <span className="block text-destructive">{agree.error.message}</span> : null}
          </span>
        </p>
        <Button variant="outline" size="sm" pending={agree.isPending} onClick={() => agree.mutate()}>
          I agree
        </Button>
      </div>
    </div>
  );
}
