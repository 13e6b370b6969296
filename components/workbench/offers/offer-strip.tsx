import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { QueuePhoto } from "../queue/queue-photo";
import type { QueueActions } from "../queue/store/queue-actions";
import { useQueueActions } from "../queue/use-queue";
import { listOffers, type Offer } from "./list-offers";

/** Below a photo that is ready: what could be done with it before it is colored. Nothing is done unasked. */
export function OfferStrip({ photo: { ref, local } }: { photo: QueuePhoto }) {
  const actions = useQueueActions();
  const offers = local ? listOffers(local) : [];
  return (
    <div role="status" className="grid bg-background text-[0.8125rem]">
      {offers.map((offer) => (
        <div key={offer.kind} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t py-1.5 pr-2 pl-4 sm:pl-6">
          <p className="min-w-0 flex-1 basis-56">{offer.text}</p>
          <Button variant="outline" size="sm" onClick={() => take(actions, ref, offer)}>
            {offer.action}
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            className="ml-auto"
            aria-label={`Dismiss: ${offer.text}`}
            onClick={() => actions.dismiss(ref, offer.kind)}
          >
            <X aria-hidden className="text-muted-foreground" />
          </Button>
        </div>
      ))}
    </div>
  );
}

function take(actions: QueueActions, ref: string, offer: Offer): void {
  actions.dismiss(ref, offer.kind);
  // What is chosen next is chosen for all of them.
  if ("parts" in offer) actions.select(actions.split(ref, offer.parts));
  else actions.edit([ref], () => offer.edits);
}
