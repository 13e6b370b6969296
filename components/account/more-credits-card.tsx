import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

/** How to get credits: by buying a pack, or from the operator where the studio takes no payments. */
export function MoreCreditsCard({ email, selling }: { email: string; selling: boolean }) {
  const command = `npm run admin -- grant ${email} 50 --reason "More photos"`;
  return (
    <Card id="more-credits" aria-labelledby="more-credits-title" className="scroll-mt-24">
      <CardHeader>
        <CardTitle id="more-credits-title">How to get more credits</CardTitle>
        <CardDescription>
          {selling
            ? "Buy a pack once and use it whenever you like. You pay only for photos that worked."
            : "This studio takes no payments. Ask the person who runs it to add credits with this command:"}
        </CardDescription>
      </CardHeader>
      {selling ? (
        <CardContent>
          <Button asChild>
            <Link href="/console/billing#packs">Buy credits</Link>
          </Button>
        </CardContent>
      ) : (
        <CardContent className="grid gap-3">
          <code className="block break-words rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
            {command}
          </code>
          <CopyButton text={command} label="Copy command" className="justify-self-start" />
        </CardContent>
      )}
    </Card>
  );
}
