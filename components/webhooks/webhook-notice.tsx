import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type ReaderForm, useReaderForm } from "@/components/ui/reader-form";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { formatMoment } from "@/lib/format/format-dates";
import { useUpdateWebhook } from "./use-webhooks";

/** What is wrong with an endpoint and what to do; nothing while it works. */
export function WebhookNotice({ endpoint }: { endpoint: WebhookEndpointAnswer }) {
  const update = useUpdateWebhook(endpoint.id);
  const text = describeState(endpoint, useReaderForm());
  if (!text) return null;
  const gaveUp = endpoint.disabledReason !== null && endpoint.disabledReason !== "owner";
  const set = (enabled: boolean) => update.mutate({ enabled });
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-xl bg-primary/12 p-4"
    >
      <p className="flex min-w-0 flex-1 basis-72 gap-3 text-sm">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-brand" />
        {text}
      </p>
      {endpoint.disabledReason ? (
        <div className="flex flex-wrap gap-2">
          {gaveUp ? (
            <Button variant="outline" size="sm" onClick={() => set(false)}>
              Leave it off
            </Button>
          ) : null}
          <Button size="sm" pending={update.isPending} onClick={() => set(true)}>
            Switch on
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function describeState(
  { disabledReason, disabledAt, failingSince }: WebhookEndpointAnswer,
  form: ReaderForm,
): string | null {
  const at = (moment: string | null) => (moment ? formatMoment(new Date(moment), form) : "an unknown time");
  const waits =
    "Events that were waiting are sent when you switch it back on; events that happened in the meantime are not.";
  switch (disabledReason) {
    case "owner":
      return `Off since ${at(disabledAt)}. ${waits}`;
    case "failing":
      return `Switched off on ${at(disabledAt)}: no event could be delivered for three days. ${waits}`;
    case "gone":
      return `Switched off on ${at(disabledAt)}: the receiver answered that this URL is gone (410). ${waits}`;
    case null:
      return failingSince
        ? `No event has been delivered since ${at(failingSince)}. After three days the endpoint is switched off.`
        : null;
  }
}
