"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/overlays/toaster";
import { TooltipProvider } from "@/components/ui/overlays/tooltip";
import { createQueryClient } from "@/lib/client/query-client";

/** What workbench and console need: server data, tooltips, toasts. The site's pages load none of it. */
export function StudioProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
      <Toaster />
    </QueryClientProvider>
  );
}
