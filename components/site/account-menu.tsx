"use client";

import { LogOut, Menu, UserRound } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { studioLinks } from "./nav-links";

/** Account and, on phones, the sections that do not fit in the header. */
export function AccountMenu({ email }: { email: string | null }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={email ? "Account" : "Menu"}
          className={email ? "" : "md:hidden"}
        >
          <Menu aria-hidden className="size-[1.125rem] md:hidden" />
          <UserRound aria-hidden className="hidden size-[1.125rem] md:block" />
        </Button>
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
