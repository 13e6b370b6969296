import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { fetchJson } from "@/lib/client/api-client";
import { checkoutAnswerSchema, portalAnswerSchema } from "@/lib/contract/billing";

/** Opens Stripe's payment page for a pack, by its id. Afterward the way back leads to the path `returnTo`. */
export const useCheckout = (returnTo: string | undefined) =>
  useStripePage((packId: string) =>
    fetchJson("/api/console/checkout", checkoutAnswerSchema, { method: "POST", body: { packId, returnTo } }),
  );

/** Opens Stripe's own page of invoices and cards. */
export const useStripePortal = () =>
  useStripePage((_: "portal") => fetchJson("/api/console/portal", portalAnswerSchema, { method: "POST", body: {} }));

/**
 * Requests the URL of a page at Stripe and opens it. `leaving` stays set until the browser has left, and further calls do nothing
 * meanwhile: two quick clicks start one checkout. `last` is what was requested last, for trying again.
 */
function useStripePage<Input>(requestUrl: (input: Input) => Promise<{ url: string }>) {
  const requested = useRef(false);
  const { mutate, reset, variables, error, isPending, isSuccess } = useMutation({
    mutationFn: requestUrl,
    onSuccess: ({ url }) => window.location.assign(url),
    onError: () => {
      requested.current = false;
    },
  });
  useEffect(() => {
    // The browser's Back button may restore this page from memory as it was left: it must be ready for another try then.
    const restore = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      requested.current = false;
      reset();
    };
    window.addEventListener("pageshow", restore);
    return () => window.removeEventListener("pageshow", restore);
  }, [reset]);
  const leave = (input: Input) => {
    if (requested.current) return;
    requested.current = true;
    mutate(input);
  };
  return { leave, leaving: isPending || isSuccess ? variables : undefined, last: variables, error };
}
