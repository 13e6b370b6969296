import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

/** Why nothing can be bought here: for the person, and for the one who runs the studio. */
export function PaymentsOff({ reason, email }: { reason: string | null; email: string }) {
  const command = `npm run admin -- grant ${email} 50 --reason "More photos"`;
  return (
    <Card aria-labelledby="payments-off-title">
      <CardHeader>
        <CardTitle id="payments-off-title">Payments are off on this studio</CardTitle>
        <CardDescription>The person who runs it gives out credits. Everything else works as usual.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-6 text-sm lg:grid-cols-2">
        <div className="grid content-start gap-3">
          <h3 className="font-medium">You run it, and want to sell credits</h3>
          <p className="text-pretty text-muted-foreground">
            {reason} Both come from your Stripe dashboard; the webhook&rsquo;s address is{" "}
            <code className="font-mono text-foreground">/api/stripe/webhook</code>. Then start the studio again.
          </p>
          <pre className="overflow-x-auto rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
            {"STRIPE_SECRET_KEY=sk_…\nSTRIPE_WEBHOOK_SECRET=whsec_…"}
          </pre>
        </div>
        <div className="grid content-start justify-items-start gap-3">
          <h3 className="font-medium">You run it, and want to give credits</h3>
          <p className="text-muted-foreground">One command adds them to this account at once.</p>
          <code className="block w-full break-words rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
            {command}
          </code>
          <CopyButton text={command} label="Copy command" />
        </div>
      </CardContent>
    </Card>
  );
}
