"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { toast } from "sonner";
import { queryKeys } from "@/lib/client/query-client";
import type { Balance } from "@/lib/contract/answers";
import { getPhotoQueue, type QueueEvent } from "./open-photo-queue";
import type { OrderDefaults } from "./store/queue-state";

type Props = {
  /** Id of the account that is signed in on this page; null when nobody is. */
  userId: string | null;
  /** What that account wants for new photos. */
  defaults: OrderDefaults;
  /** How many photos the studio takes at a time. */
  parallel: number;
  /** Whether it colors its sample photos for guests. */
  colorsSamples: boolean;
  children: ReactNode;
};

/** Stands above the pages that use the queue, and tells it whose page this is. Needs the query client around it. */
export function PhotoQueueProvider({ userId, defaults, parallel, colorsSamples, children }: Props) {
  const queryClient = useQueryClient();
  const { metadata, outputFormat } = defaults;
  useEffect(() => {
    const { store, sender } = getPhotoQueue();
    sender.parallel = parallel;
    sender.colorsSamples = colorsSamples;
    store.setUser(userId, userId === null ? null : { metadata, outputFormat });
  }, [userId, metadata, outputFormat, parallel, colorsSamples]);

  useEffect(() => {
    return getPhotoQueue().listen((event: QueueEvent) => {
      if (event.type === "notice") showNotice(event.notice);
      else refresh(queryClient, event);
    });
  }, [queryClient]);
  return children;
}

function showNotice({ id, tone, text }: Extract<QueueEvent, { type: "notice" }>["notice"]): void {
  if (tone === "error") toast.error(text, { id });
  else toast(text, { id });
}

function refresh(queryClient: QueryClient, event: Exclude<QueueEvent, { type: "notice" }>): void {
  if (event.type === "deleted") return void queryClient.invalidateQueries({ queryKey: queryKeys.jobs });
  const { creditsRemaining: available } = event;
  if (available !== null) queryClient.setQueryData<Balance>(queryKeys.balance, (old) => old && { ...old, available });
  void queryClient.invalidateQueries({ queryKey: queryKeys.balance });
  const isOfWorkbench = ({ queryKey: [, list] }: { queryKey: readonly unknown[] }) =>
    list === queryKeys.workbenchJobs[1];
  void queryClient.invalidateQueries({ queryKey: queryKeys.jobs, predicate: (query) => !isOfWorkbench(query) });
  // Not invalidated: of a long batch only the newest jobs have changed.
  void queryClient.refetchQueries({ queryKey: queryKeys.workbenchJobs, type: "active" });
}
