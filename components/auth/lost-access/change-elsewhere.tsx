import Link from "next/link";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

type Props = { token: string; email: string };

/** Where the link to a new address is opened in a browser that is not signed in to the account that asked for it. */
export function ChangeElsewhere({ token, email }: Props) {
  const here = `/confirm-email?kind=change&token=${token}`;
  return (
    <>
      <PageHeader title="Use this address">
        <span className="break-all font-medium text-foreground">{email}</span>
      </PageHeader>
      <div className="grid gap-5">
        <p className="text-muted-foreground text-sm">
          An account asked for this address. If it is yours, sign in with the address that it has now, and come back
          here. If you asked for nothing, close this page: nothing changes.
        </p>
        <Button asChild size="lg" className="w-full">
          <Link href={`/sign-in?next=${encodeURIComponent(here)}`}>Sign in</Link>
        </Button>
      </div>
    </>
  );
}
