import { RotateCw } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { WebhookAttemptAnswer, WebhookDeliveryDetails } from "@/lib/contract/webhooks";
import { formatMoment } from "@/lib/format/format-dates";
import { DeliveryStatusBadge } from "../status-badges";
import { useDelivery, useReplay } from "./use-deliveries";

type Props = { endpointId: string; id: string; paused: boolean; onClose: () => void };

/** One delivery: its attempts, its body, and a button to send it again. Open as long as it is mounted. */
export function DeliveryDialog({ endpointId, id, paused, onClose }: Props) {
  const delivery = useDelivery(endpointId, id);
  const replay = useReplay(endpointId);
  const sendAgain = () =>
    replay.mutate(id, {
      onSuccess: () => {
        toast.success("The event is being sent again");
        onClose();
      },
      onError: (problem) => toast.error(problem.message),
    });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>
            {delivery.data ? <code className="font-mono">{delivery.data.type}</code> : "Delivery"}
          </DialogTitle>
          <DialogDescription className="break-all">
            {delivery.data?.eventId ?? "What was sent and what came back."}
          </DialogDescription>
        </DialogHeader>
        {delivery.data ? <Details delivery={delivery.data} paused={paused} /> : null}
        <LoadState query={delivery} subject="the delivery" onRetry={retryOrSignIn}>
          <Skeleton className="h-40" />
        </LoadState>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Close
          </Button>
          {delivery.data?.body ? (
            <Button pending={replay.isPending} onClick={sendAgain}>
              <RotateCw aria-hidden />
              Send again
            </Button>
          ) : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Details({ delivery, paused }: { delivery: WebhookDeliveryDetails; paused: boolean }) {
  const { tries, body, nextAttemptAt } = delivery;
  return (
    <div className="grid min-w-0 gap-5">
      <section aria-labelledby="attempts-title" className="grid gap-2">
        <div className="flex flex-wrap items-center gap-3">
          <h3 id="attempts-title" className="font-medium text-sm">
            Attempts
          </h3>
          <DeliveryStatusBadge {...delivery} paused={paused} />
        </div>
        {tries.length === 0 ? <p className="text-muted-foreground text-sm">None yet.</p> : null}
        <ol className="grid gap-2">
          {tries.map((attempt) => (
            <AttemptLine key={attempt.id} attempt={attempt} />
          ))}
        </ol>
        {nextAttemptAt && !paused ? (
          <p className="text-muted-foreground text-sm">
            Next attempt: <Time at={nextAttemptAt} format={formatMoment} />
          </p>
        ) : null}
      </section>
      {body ? <Body json={body} /> : <p className="text-sm">Its job has been deleted, so there is nothing to send.</p>}
    </div>
  );
}

function AttemptLine({ attempt: { at, status, failure, durationMs } }: { attempt: WebhookAttemptAnswer }) {
  return (
    <li className="grid gap-0.5 rounded-lg border p-3 text-sm">
      <span className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{status === null ? "No answer" : `Answered ${status}`}</span>
        <span className="text-muted-foreground tabular-nums">
          <Time at={at} format={formatMoment} />
          {` · ${durationMs.toLocaleString("en")} ms`}
        </span>
      </span>
      {failure ? <span className="text-muted-foreground">{failure}</span> : null}
    </li>
  );
}

function Body({ json }: { json: string }) {
  const pretty = JSON.stringify(JSON.parse(json), null, 2);
  return (
    <section aria-labelledby="body-title" className="grid min-w-0 gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 id="body-title" className="font-medium text-sm">
          Body
        </h3>
        <CopyButton text={pretty} variant="ghost" />
      </div>
      <section
        aria-label="Body of the event"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-lg bg-muted p-3"
      >
        <pre className="w-fit font-mono text-[0.8125rem] leading-6">{pretty}</pre>
      </section>
      <p className="text-muted-foreground text-xs">Links in it get a new signature each time it is sent or shown.</p>
    </section>
  );
}
