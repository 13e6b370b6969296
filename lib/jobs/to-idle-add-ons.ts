import "server-only";
import { type AddOn, addOns } from "../contract/order";
import type { Job } from "../generated/prisma/client";

/** Which ordered add-ons changed nothing and were not charged, as the row keeps it; empty before the job has succeeded. */
export const toIdleAddOns = ({ idleAddOns }: Pick<Job, "idleAddOns">): AddOn[] =>
  addOns.filter((addOn) => idleAddOns.includes(addOn));
