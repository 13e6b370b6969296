"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { toast } from "sonner";
import { queryKeys } from "@/lib/client/query-client";
import type { Balance } from "@/lib/contract/answers";
import { getPhotoQueue, type QueueEvent } from "./open-photo-queue";

type Props = {
  /** Id of the account that is signed in on this page; null when nobody is. */
  userId: string | null;
  /** How many photos the studio takes at a time. */
  parallel: number;
  /** Whether it colors its sample photos for guests. */
  colorsSamples: boolean;
  children: ReactNode;
};

/** Stands above the pages that use the queue, and tells it whose page this is. Needs the query client around it. */
export function PhotoQueueProvider({ userId, parallel, colorsSamples, children }: Props) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { store, sender } = getPhotoQueue();
    sender.parallel = parallel;
    sender.colorsSamples = colorsSamples;
    store.setUser(userId);
  }, [userId, parallel, colorsSamples]);

  useEffect(() => {
    const refresh = (queryKey: readonly string[], exact: boolean) =>
      void queryClient.invalidateQueries({ queryKey, exact });
    return getPhotoQueue().listen((event: QueueEvent) => {
      if (event.type === "notice") return showNotice(event.notice);
      if (event.type === "deleted") return refresh(queryKeys.jobs, false);
      const { creditsRemaining: available } = event;
      if (available !== null)
        queryClient.setQueryData<Balance>(queryKeys.balance, (old) => old && { ...old, available });
      refresh(queryKeys.balance, true);
      refresh(queryKeys.jobs, false);
    });
  }, [queryClient]);
  return children;
}

function showNotice({ id, tone, text }: Extract<QueueEvent, { type: "notice" }>["notice"]): void {
  if (tone === "error") toast.error(text, { id });
  else toast(text, { id });
}
