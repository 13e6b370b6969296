"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { CommandsProvider } from "@/components/ui/commands/use-commands";
import { Toaster } from "@/components/ui/overlays/toaster";
import { createQueryClient } from "@/lib/client/query-client";

/** What workbench and console need: server data, toasts. The site's pages load none of it. */
export function StudioProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <CommandsProvider>{children}</CommandsProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
