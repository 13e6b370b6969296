import Stripe from "stripe";
import { newId, secondsOf, type World } from "../world";

/** Writes the event down with the object as it is at this moment, and hands it to the delivery. */
export function emitEvent(world: World, type: Stripe.Event["type"], object: object, previous?: object): void {
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: secondsOf(world.now()),
    data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: newId("req"), idempotency_key: null },
    type,
  } satisfies Record<keyof Stripe.EventBase, unknown> | Omit<Stripe.EventBase, "data">;
  world.events.set(event.id, event as unknown as Stripe.Event);
  world.onEvent(event as unknown as Stripe.Event);
}
