import type { Capability, ProviderCapabilities } from "../../contract/answers";
import { formFields, type Order } from "../../contract/order";
import { AppError } from "../../errors/app-error";

/**
 * Refuses an order that the provider cannot fulfill, before credits are held.
 * @throws {AppError} not_configured, naming the field
 */
export function checkCapabilities(capabilities: ProviderCapabilities, order: Order): void {
  const refuse = (param: string, capability: Capability) => {
    if (capability.available) return;
    throw new AppError("not_configured", {
      detail: `\`${param}\` is not available on this studio. ${capability.reason ?? "It is not set up."}`,
      param,
    });
  };
  refuse(formFields.model, capabilities.models[order.model]);
  if (order.cleanScratches) refuse(formFields.cleanScratches, capabilities.addOns.cleanScratches);
  if (order.faceRemaster) refuse(formFields.faceRemaster, capabilities.addOns.faceRemaster);
  if (order.hint !== null) refuse(formFields.hint, capabilities.hints);
}
