import type Stripe from "stripe";
import type { Call } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError } from "../http/stripe-error";

export const events = {
  retrieve({ world, id }: Call): Stripe.Event {
    const event = world.events.get(id);
    if (!event) throw missingError("event", id);
    return event;
  },
  list({ world, params: { types, ...params } }: Call) {
    const wanted = (event: Stripe.Event) => !Array.isArray(types) || types.includes(event.type);
    return listPage("/v1/events", [...world.events.values()].filter(wanted), params, ["type"]);
  },
};
