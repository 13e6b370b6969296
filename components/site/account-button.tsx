import { Menu, UserRound } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

type Props = Omit<ComponentProps<typeof Button>, "children"> & { email: string | null };

/** Opens the account menu. Without an account there is one on phones only. */
export function AccountButton({ email, ...props }: Props) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={email ? "Account" : "Menu"}
      className={email ? "" : "md:hidden"}
      {...props}
    >
      <Menu aria-hidden className="size-[1.125rem] md:hidden" />
      <UserRound aria-hidden className="hidden size-[1.125rem] md:block" />
    </Button>
  );
}
