"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { CommandsProvider } from "@/components/ui/commands/use-commands";
import { Toaster } from "@/components/ui/overlays/toaster";
import { ReaderZoneProvider } from "@/components/ui/reader-form";
import { createQueryClient, queryKeys } from "@/lib/client/query-client";
import type { Maintenance } from "@/lib/contract/maintenance";

type Props = {
  maintenance: Maintenance;
  /** The zone that the account reads times in; null for the browser's. */
  timeZone: string | null;
  children: ReactNode;
};

/** What workbench and console need: server data, toasts. The site's pages load none of it. */
export function StudioProviders({ maintenance, timeZone, children }: Props) {
  const [queryClient] = useState(() => {
    const client = createQueryClient();
    client.setQueryData(queryKeys.maintenance, maintenance);
    return client;
  });
  return (
    <QueryClientProvider client={queryClient}>
      <ReaderZoneProvider value={timeZone}>
        <CommandsProvider>{children}</CommandsProvider>
      </ReaderZoneProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
