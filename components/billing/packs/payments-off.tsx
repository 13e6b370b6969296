import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { OperatorContact, useIsOperator } from "@/components/ui/operator-contact";

/** Where credits come from when nothing can be bought; the operator also reads why, and what to set. */
export function PaymentsOff({ reason }: { reason: string | null }) {
  const isOperator = useIsOperator();
  return (
    <Card aria-labelledby="payments-off-title">
      <CardHeader>
        <CardTitle id="payments-off-title">This studio takes no payments</CardTitle>
        <CardDescription>
          {isOperator ? (
            "You run it: give out credits yourself, or sell them with Stripe."
          ) : (
            <>
              Credits come from <OperatorContact />. Ask there for more.
            </>
          )}
        </CardDescription>
      </CardHeader>
      {isOperator ? (
        <CardContent className="grid gap-4 text-sm">
          <p className="max-w-2xl text-pretty text-muted-foreground">
            {reason} You find both in your Stripe dashboard. The webhook URL is{" "}
            <code className="font-mono text-foreground">/api/stripe/webhook</code>. Then restart the studio. Only
            operators read this.
          </p>
          <Button asChild variant="outline" className="justify-self-start">
            <Link href="/admin/users">Give credits</Link>
          </Button>
        </CardContent>
      ) : null}
    </Card>
  );
}
