import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { toast } from "sonner";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { deletedJobsSchema } from "@/lib/contract/job-search";
import { formatCount } from "@/lib/format/format-numbers";
import { PendingDeletes, type SendDelete } from "./pending-deletes";

const undoMs = 8_000;
/** As many as one request takes. */
const maxIds = 1000;
const address = "/api/console/jobs/delete";

const send: SendDelete = async (jobIds, { isLeaving }) => {
  const deleted: string[] = [];
  for (let start = 0; start < jobIds.length; start += maxIds) {
    const body = { jobIds: jobIds.slice(start, start + maxIds) };
    if (isLeaving) leaveBehind(body);
    else deleted.push(...(await fetchJson(address, deletedJobsSchema, { method: "POST", body })).deleted);
  }
  return isLeaving ? jobIds : deleted;
};

/** Nobody reads the answer: the page is gone by then. */
function leaveBehind(body: object): void {
  const headers = { "content-type": "application/json" };
  fetch(address, { method: "POST", keepalive: true, headers, body: JSON.stringify(body) }).catch(() => {});
}

const deletes = new PendingDeletes(send);
if (typeof window !== "undefined") window.addEventListener("pagehide", () => void deletes.leave());

const noneHidden: ReadonlySet<string> = new Set();
/** Ids of jobs that were deleted, as far as the person sees. */
export const useDeletedIds = (): ReadonlySet<string> =>
  useSyncExternalStore(deletes.subscribe, deletes.hidden, () => noneHidden);

/** Deletes photos with all their jobs, at once as far as one sees; truly when the toast with Undo has gone. */
export function useDeleteWithUndo() {
  const client = useQueryClient();
  return (photos: { versions: string[] }[]): void => {
    const pending = deletes.add(photos.flatMap(({ versions }) => versions));
    const commit = async () => {
      try {
        const left = await pending.commit();
        if (left.length > 0) toast.error("What is still being colorized was not deleted. Cancel it first, or wait.");
      } catch (error) {
        toast.error(`Not deleted. ${error instanceof Error ? error.message : ""}`);
      }
      await client.invalidateQueries({ queryKey: queryKeys.jobs });
    };
    toast(`${formatCount(photos.length, "photo")} deleted`, {
      duration: undoMs,
      action: { label: "Undo", onClick: () => pending.undo() },
      onAutoClose: commit,
      onDismiss: commit,
    });
  };
}
