"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { CommandsProvider } from "@/components/ui/commands/use-commands";
import { Toaster } from "@/components/ui/overlays/toaster";
import { createQueryClient, queryKeys } from "@/lib/client/query-client";
import type { Maintenance } from "@/lib/contract/admin/maintenance";

type Props = { maintenance: Maintenance; children: ReactNode };

/** What workbench and console need: server data, toasts. The site's pages load none of it. */
export function StudioProviders({ maintenance, children }: Props) {
  const [queryClient] = useState(() => {
    const client = createQueryClient();
    client.setQueryData(queryKeys.maintenance, maintenance);
    return client;
  });
  return (
    <QueryClientProvider client={queryClient}>
      <CommandsProvider>{children}</CommandsProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
