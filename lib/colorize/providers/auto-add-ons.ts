import type { ProviderCapabilities } from "../../contract/answers";
import { type AddOn, addOns, type Order, setAddOnMode } from "../../contract/order";
import { listIdleAddOns, listNeedless } from "../../contract/prices";
import type { ColorizeOutput } from "./colorize-provider";

/** The order without the add-ons that were to run only where they have something to do, and that the provider lacks. */
export function leaveOutLacking(order: Order, capabilities: ProviderCapabilities): Order {
  const lacking = order.autoAddOns.filter((addOn) => !capabilities.addOns[addOn].available);
  return lacking.reduce((left, addOn) => setAddOnMode(left, addOn, "off"), order);
}

/**
 * The ordered add-ons that are not charged: those left out, those that changed nothing visible, and those under `auto` for which
 * the run found nothing to do.
 * @param ran the order as the provider got it
 */
export function listUncharged(order: Order, ran: Order, { changes, facts }: Pick<ColorizeOutput, "changes" | "facts">) {
  const idle = new Set<AddOn>([...listIdleAddOns(ran, changes), ...listNeedless(ran, facts)]);
  return addOns.filter((addOn) => order[addOn] && (!ran[addOn] || idle.has(addOn)));
}
