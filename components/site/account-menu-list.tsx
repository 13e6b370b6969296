import { LogOut } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { forgetPhotoQueue } from "@/lib/client/photo-queue-storage";
import { AccountButton } from "./account-button";
import { studioLinks } from "./nav-links";

/** The account menu, open when it is first shown. */
export function AccountMenuList({ email, isOperator }: { email: string | null; isOperator: boolean }) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <AccountButton email={email} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {email && <DropdownMenuLabel className="max-w-60 truncate">{email}</DropdownMenuLabel>}
        <div className="md:hidden">
          {studioLinks(email !== null).map(({ href, label }) => (
            <DropdownMenuItem key={href} asChild>
              <Link href={href}>{label}</Link>
            </DropdownMenuItem>
          ))}
        </div>
        {email ? (
          <>
            <DropdownMenuItem asChild className="max-md:hidden">
              <Link href="/console/keys">API keys</Link>
            </DropdownMenuItem>
            <DropdownMenuItem asChild>
              <Link href="/console/account">Password</Link>
            </DropdownMenuItem>
            {isOperator && (
              <DropdownMenuItem asChild>
                <Link href="/admin">Run the studio</Link>
              </DropdownMenuItem>
            )}
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => void leave()}>
              <LogOut aria-hidden />
              Sign out
            </DropdownMenuItem>
          </>
        ) : (
          <DropdownMenuItem asChild>
            <Link href="/sign-up">Create an account</Link>
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Who signs out leaves no photo behind in this browser. The session ends even where that fails. */
async function leave(): Promise<void> {
  try {
    await forgetPhotoQueue();
  } finally {
    await signOut({ callbackUrl: "/" });
  }
}
