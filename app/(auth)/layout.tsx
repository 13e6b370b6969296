import Link from "next/link";
import type { ReactNode } from "react";
import { AuthPhoto } from "@/components/auth/auth-photo";
import { MaintenanceBanner } from "@/components/site/notices/maintenance-banner";
import { AddressGate } from "@/components/site/notices/wrong-address";
import { LegalLinks } from "@/components/ui/legal-links";
import { Logo } from "@/components/ui/logo";
import { OperatorContactProvider } from "@/components/ui/operator-contact";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { readLegalLinks, readOperatorContact } from "@/lib/http/pages/legal-data";
import { readNotices } from "@/lib/http/pages/page-data";

/** Nobody types a password at an address where it opens nothing. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { publicUrl, maintenance } = await readNotices();
  return (
    <OperatorContactProvider contact={readOperatorContact()} isOperator={false}>
      <AddressGate publicUrl={publicUrl}>
        <MaintenanceBanner maintenance={maintenance} />
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
      </AddressGate>
    </OperatorContactProvider>
  );
}
