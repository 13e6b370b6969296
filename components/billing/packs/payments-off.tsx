import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

/** Why nothing can be bought here, and what the operator can do about it. */
export function PaymentsOff({ reason, email }: { reason: string | null; email: string }) {
  const command = `npm run admin -- grant ${email} 50 --reason "More photos"`;
  return (
    <Card aria-labelledby="payments-off-title">
      <CardHeader>
        <CardTitle id="payments-off-title">Payments are off on this studio</CardTitle>
        <CardDescription>Credits come from the person who runs it. Everything else works.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-6 text-sm lg:grid-cols-2">
        <div className="grid content-start gap-3">
          <h3 className="font-medium">If you run it and want to sell credits</h3>
          <p className="text-pretty text-muted-foreground">
            {reason} You find both in your Stripe dashboard. The webhook URL is{" "}
            <code className="font-mono text-foreground">/api/stripe/webhook</code>. Then restart the studio.
          </p>
          <pre className="overflow-x-auto rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
            {"STRIPE_SECRET_KEY=sk_…\nSTRIPE_WEBHOOK_SECRET=whsec_…"}
          </pre>
        </div>
        <div className="grid content-start justify-items-start gap-3">
          <h3 className="font-medium">If you run it and want to give out credits</h3>
          <p className="text-muted-foreground">This command adds credits to this account right away.</p>
          <code className="block w-full break-words rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
            {command}
          </code>
          <CopyButton text={command} label="Copy command" />
        </div>
      </CardContent>
    </Card>
  );
}
