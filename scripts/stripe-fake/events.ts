import type Stripe from "stripe";
import type { Call } from "./call";
import { listPage } from "./list-page";
import { missingError } from "./stripe-error";

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
