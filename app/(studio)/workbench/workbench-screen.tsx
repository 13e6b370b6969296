"use client";

import { useRouter } from "next/navigation";
import { AuthDialog } from "@/components/auth/auth-dialog";
import { Workbench } from "@/components/workbench/workbench";
import type { Balance, Capabilities } from "@/lib/contract/answers";

type Props = { balance: Balance | null; capabilities: Capabilities; signUp: { open: boolean; credits: number } };

/** Joins two features that do not know each other: the workbench and the sign-in dialog. */
export function WorkbenchScreen({ balance, capabilities, signUp }: Props) {
  const freeCredits = signUp.open ? signUp.credits : 0;
  const router = useRouter();
  return (
    <Workbench
      balance={balance}
      capabilities={capabilities}
      freeCredits={freeCredits}
      renderSignIn={({ open, onClose }) => (
        <AuthDialog
          open={open}
          onOpenChange={(next) => !next && onClose(false)}
          onSignedIn={() => {
            onClose(true);
            router.refresh();
          }}
          signupCredits={freeCredits}
          signUpOpen={signUp.open}
          returning={balance !== null}
        />
      )}
    />
  );
}
