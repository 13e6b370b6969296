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
import { AccountButton } from "./account-button";
import { navLinks } from "./nav-links";

/** The account menu, open when it is first shown. */
export function AccountMenuList({ email }: { email: string | null }) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <AccountButton email={email} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {email && <DropdownMenuLabel className="max-w-60 truncate">{email}</DropdownMenuLabel>}
        <div className="md:hidden">
          {navLinks.map(({ href, label }) => (
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
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => signOut({ callbackUrl: "/" })}>
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
