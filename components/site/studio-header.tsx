import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import type { Balance } from "@/lib/contract/answers";
import { AccountMenu } from "./account-menu";
import { CommandMenu } from "./command-menu/command-menu";
import { CreditChip } from "./credit-chip";
import { HeaderBar } from "./header-bar";

type Account = { email: string; isOperator: boolean; balance: Balance; lowCreditThreshold: number | null };

/** `account` is null when nobody is signed in. */
export function StudioHeader({ account }: { account: Account | null }) {
  return (
    <HeaderBar wide isSignedIn={account !== null}>
      {account && <CreditChip initial={account.balance} lowThreshold={account.lowCreditThreshold} />}
      <CommandMenu signedIn={account !== null} />
      <ThemeToggle />
      {!account && (
        <Button asChild variant="outline" size="sm">
          <Link href="/sign-in?next=/workbench" prefetch={false}>
            Sign in
          </Link>
        </Button>
      )}
      <AccountMenu email={account?.email ?? null} isOperator={account?.isOperator ?? false} />
    </HeaderBar>
  );
}
