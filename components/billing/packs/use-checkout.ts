"use client";

import { fetchJson } from "@/lib/client/api-client";
import { checkoutAnswerSchema } from "@/lib/contract/billing";
import { useLeaveFor } from "../use-leave-for";

/** Opens Stripe's payment page for a pack, by its id. */
export const useCheckout = () =>
  useLeaveFor((packId: string) =>
    fetchJson("/api/console/checkout", checkoutAnswerSchema, { method: "POST", body: { packId } }),
  );
