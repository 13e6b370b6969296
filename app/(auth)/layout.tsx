import Link from "next/link";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { AuthPhoto } from "@/components/auth/auth-photo";
import { LegalLinks } from "@/components/ui/legal-links";
import { Logo } from "@/components/ui/logo";
import { OperatorContactProvider } from "@/components/ui/operator-contact";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { readLegalLinks, readOperatorContact } from "@/lib/http/pages/legal-data";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  // There is no studio while the app is built.
  await connection();
  return (
    <OperatorContactProvider contact={readOperatorContact()} isOperator={false}>
      <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,2fr)_3fr]">
        <div className="flex flex-col px-4 sm:px-8">
          <header className="flex h-16 items-center justify-between">
            <Link href="/" aria-label="Pixomax Studio, home" className="flex min-h-11 items-center rounded-md">
              <Logo />
            </Link>
            <ThemeToggle />
          </header>
          <main id="main" className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-8 py-12">
            {children}
          </main>
          <LegalLinks links={await readLegalLinks()} className="mx-auto w-full max-w-sm pb-4" />
        </div>
        <AuthPhoto />
      </div>
    </OperatorContactProvider>
  );
}
