"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { OperatorContact, useIsOperator } from "@/components/ui/operator-contact";

/** How to get credits: by buying a pack, or from the operator where the studio takes no payments. */
export function MoreCreditsCard({ selling }: { selling: boolean }) {
  const isOperator = useIsOperator();
  return (
    <Card id="more-credits" aria-labelledby="more-credits-title" className="scroll-mt-24">
      <CardHeader>
        <CardTitle id="more-credits-title">How to get more credits</CardTitle>
        <CardDescription>
          {selling ? "Buy a pack once and use it whenever you like. You pay only for photos that worked." : null}
          {!selling && isOperator ? "This studio takes no payments. You run it, so you give out its credits." : null}
          {!selling && !isOperator ? (
            <>
              This studio takes no payments. Ask <OperatorContact /> to add credits to your account.
            </>
          ) : null}
        </CardDescription>
      </CardHeader>
      {selling || isOperator ? (
        <CardContent>
          <Button asChild variant={selling ? "primary" : "outline"}>
            {selling ? (
              <Link href="/console/billing?from=/console#packs">Buy credits</Link>
            ) : (
              <Link href="/admin/users">Give credits</Link>
            )}
          </Button>
        </CardContent>
      ) : null}
    </Card>
  );
}
