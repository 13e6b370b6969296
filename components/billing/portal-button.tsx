import { ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useStripePortal } from "./use-stripe-page";

/** Opens Stripe's own page of invoices and cards. */
export function PortalButton() {
  const portal = useStripePortal();
  return (
    <div className="grid justify-items-start gap-2 sm:justify-items-end">
      <Button variant="outline" size="sm" pending={portal.leaving !== undefined} onClick={() => portal.leave("portal")}>
        Invoices and cards
        <ExternalLink aria-hidden />
      </Button>
      {portal.error ? (
        <p role="alert" className="text-destructive text-sm">
          {portal.error.message}
        </p>
      ) : null}
    </div>
  );
}
